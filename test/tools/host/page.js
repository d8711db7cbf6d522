/**
 * A second, independent Outlook host, much smaller than the sandbox: it shows that the pane relies on the protocol of
 * the real office.js and on nothing that our sandbox happens to do. Driven from the test through `window.host`.
 * No feature of the product lives here.
 */
(function start() {
  const settings = window.hostSettings;
  const log = { requests: [], completed: [], unknown: [], tokenAsked: 0, inFlight: 0, mostInFlight: 0 };
  const frames = [];
  let mail = settings.mail;
  let token = settings.token;
  let masterCategories = settings.masterCategories || [];

  const person = (p) => p && { name: p.name || '', address: p.address || '', recipientType: 3, appointmentResponse: 0 };

  function initialData() {
    const owner = {
      hostVersion: '15.20.0.0',
      owaView: 'ThreeColumns',
      userDisplayName: settings.user.name,
      userEmailAddress: settings.user.address,
      userTimeZone: 'UTC',
      userProfileType: 'enterprise',
      timeZoneOffsets: [{ start: 0, end: 4102444800000, offset: 0 }],
      ewsUrl: '',
      restUrl: '',
      isRestIdSupported: true,
      extensionId: 'independent',
      openWindowOpen: false,
      isFromSharedFolder: false,
      permissionLevel: 2,
    };
    if (!mail) return settings.nullItem ? null : { ...owner, itemType: 6 };
    return {
      ...owner,
      itemType: 1,
      id: mail.itemId,
      subject: mail.subject,
      normalizedSubject: mail.subject,
      itemClass: mail.itemClass || 'IPM.Note',
      from: person(mail.from),
      sender: person(mail.from),
      to: mail.to.map(person),
      cc: mail.cc.map(person),
      bcc: [],
      internetMessageId: mail.internetMessageId,
      conversationId: mail.conversationId || '',
      dateTimeCreated: mail.date,
      dateTimeModified: mail.date,
      dateTimeSent: mail.date,
      attachments: [],
      isRead: true,
    };
  }

  const done = (data) => ({ error: false, ...(data === undefined ? {} : { data }) });
  const fail = (errorCode) => ({ error: true, errorCode });

  const methods = {
    168: () => (settings.headers === 'fail' ? fail(9020) : done(settings.headers === 'none' ? '' : mail.headers)),
    37: (p) => done(p.coercionType === 3 ? mail.html || '' : mail.text || ''),
    157: () => done(mail.categories || []),
    158: (p) => {
      const unknown = p.categories.filter((name) => !masterCategories.some((c) => c.displayName === name));
      if (unknown.length > 0) return fail(9044);
      mail.categories = [
        ...(mail.categories || []),
        ...p.categories.map((displayName) => ({ displayName, color: 'Preset0' })),
      ];
      return done();
    },
    159: (p) => {
      mail.categories = (mail.categories || []).filter((c) => !p.categories.includes(c.displayName));
      return done();
    },
    160: () => (settings.masterRefused ? fail(9017) : done(masterCategories)),
    161: (p) => {
      if (settings.masterRefused) return fail(9017);
      masterCategories = [...masterCategories, ...p.categoryDetails];
      return done();
    },
    149: () => done([]),
    3: () => ({ wasSuccessful: true, customProperties: '{}' }),
    4: () => done(),
    404: () => done(),
    33: () => done(),
    34: () => done([]),
    35: () => done(),
    36: () => done(),
  };

  function executeMethod(data) {
    const id = data.MethodData.DispatchId;
    log.requests.push(id);
    if (id === 168 && settings.headers === 'never') return null;
    if (!methods[id]) {
      log.unknown.push(id);
      return fail(5000);
    }
    return methods[id](data.ApiParams || {});
  }

  function appContext(controlId) {
    return {
      _id: controlId,
      _appInstanceId: controlId,
      _appName: 64,
      _appVersion: '16.01',
      _appMinorVersion: 1,
      _appUILocale: 'en-us',
      _dataLocale: 'en-us',
      _docUrl: location.origin + '/',
      _clientMode: 0,
      _reason: 'documentOpened',
      _osfControlType: 1,
      _eToken: '',
      _correlationId: controlId,
      _settings: {},
      _requirementMatrix: JSON.stringify(settings.requirements),
      _hostCustomMessage: '',
      _hostFullVersion: '20.0.0.0',
      _clientWindowHeight: 600,
      _clientWindowWidth: 320,
      _addinName: 'Threadmark',
      _appDomains: [location.origin],
      _featureGates: {},
    };
  }

  function answer(frame, name, data) {
    if (name === 'ContextActivationManager_getAppContextAsync') return appContext(frame.controlId);
    if (name === 'ContextActivationManager_notifyHost') return null;
    if (name === 'GetInitialData') return initialData();
    if (name === 'ExecuteMethod') return executeMethod(data);
    if (name === 'executeMethod') {
      const id = data.DdaMethod.DispatchId;
      if (id === 94) log.completed.push(JSON.parse(data['2'] || '{}'));
      if (id !== 98) return { Version: 1, Error: 0 };
      log.tokenAsked += 1;
      return token ? { Version: 1, Error: 0, accessToken: token } : { Version: 1, Error: 13001 };
    }
    log.unknown.push(name);
    return null;
  }

  window.addEventListener('message', (event) => {
    const frame = frames.find((f) => f.element.contentWindow === event.source);
    if (!frame || typeof event.data !== 'string') return;
    const message = JSON.parse(event.data);
    if (message._messageType !== 0) return;
    const reply = (data) =>
      event.source.postMessage(
        JSON.stringify({
          _messageType: 1,
          _actionName: message._actionName,
          _conversationId: message._conversationId,
          _correlationId: message._correlationId,
          _origin: location.origin,
          _data: data,
          _errorCode: 0,
          _responseType: 0,
          _serializerVersion: 1,
        }),
        event.origin,
      );
    if (message._actionType === 1) {
      frame.events.set(message._actionName, message);
      return reply({ Error: 0 });
    }
    if (message._actionType === 2) {
      frame.events.delete(message._actionName);
      return reply({ Error: 0 });
    }
    const data = answer(frame, message._actionName, message._data);
    if (data === null && message._actionName === 'ExecuteMethod') return undefined;
    if (message._actionName !== 'ExecuteMethod') return reply(data);
    log.inFlight += 1;
    log.mostInFlight = Math.max(log.mostInFlight, log.inFlight);
    return void setTimeout(() => {
      log.inFlight -= 1;
      reply(data);
    }, settings.latency || 0);
  });

  function open(path) {
    const conversationId = crypto.randomUUID().slice(0, 8);
    const controlId = crypto.randomUUID();
    const element = document.createElement('iframe');
    element.name = JSON.stringify({
      baseFrameName: '_xdm_' + conversationId,
      hostInfo: 'Outlook|Web|16.01|en-us|' + controlId + '|||0',
      xdmInfo: conversationId + '|' + controlId + '|' + location.origin,
      serializerVersion: 1,
      flights: '[]',
    });
    element.title = path;
    element.sandbox = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';
    element.style.cssText = 'width:320px;height:760px;border:1px solid #888';
    element.src = path + '?_host_Info=Outlook$Web$16.01$en-us$' + controlId + '$$$0';
    const frame = { element, conversationId, controlId, events: new Map() };
    frames.push(frame);
    document.body.append(element);
    return frame;
  }

  function fire(frame, name, data) {
    const registration = frame.events.get(name);
    if (!registration) return false;
    frame.element.contentWindow.postMessage(
      JSON.stringify({
        _messageType: 1,
        _actionName: name,
        _conversationId: frame.conversationId,
        _correlationId: registration._correlationId,
        _origin: location.origin,
        _data: data,
        _errorCode: 0,
        _responseType: 1,
        _serializerVersion: 1,
      }),
      location.origin,
    );
    return true;
  }

  const pane = open('/taskpane.html');
  window.host = {
    log,
    /** Selects another mail (or none) as a pinned pane sees it; false where nobody listens for ItemChanged. */
    select(next) {
      mail = next;
      return fire(pane, 'olkItemSelectedChanged', initialData());
    },
    configure: (more) => Object.assign(settings, more),
    setToken: (next) => (token = next),
    mail: () => mail,
    masterCategories: () => masterCategories,
    openEvents: () => open('/launchevent.html'),
    fire,
    frames,
  };
})();
