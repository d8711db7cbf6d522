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

  const initialData = () => window.initialDataOf(settings, mail);
  const fail = (errorCode) => ({ error: true, errorCode });
  const methods = { ...window.readCalls(settings, () => mail, fail), ...window.draftCalls(() => mail, fail) };

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
      if (id === 94) {
        const event = JSON.parse(data['2'] || '{}');
        log.completed.push(event);
        const { waiting } = frame;
        if (waiting && waiting.command === data['0']) waiting.resolve({ status: data['1'], event });
      }
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
      reply({ Error: 0 });
      return message._actionName === 'appCommandInvoked' && frame.start();
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
    const frame = { element, conversationId, controlId, events: new Map(), waiting: null };
    frame.started = new Promise((resolve) => (frame.start = resolve));
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

  function close(frame) {
    frame.element.remove();
    frames.splice(frames.indexOf(frame), 1);
  }

  /** Has a function run in the page that the manifest names for events; null where that page does not start. */
  async function runEvent(name, limit) {
    const frame = open('/launchevent.html');
    const late = new Promise((resolve) => setTimeout(resolve, limit, null));
    const command = crypto.randomUUID();
    const result = new Promise((resolve) => (frame.waiting = { command, resolve }));
    const run = frame.started.then(() => {
      fire(frame, 'appCommandInvoked', [command, name, JSON.stringify({ type: name })]);
      return result;
    });
    const outcome = await Promise.race([run, late]);
    close(frame);
    return outcome;
  }

  let pane = open('/taskpane.html');
  window.host = {
    log,
    /** Selects another mail (or none) as a pinned pane sees it; false where nobody listens for ItemChanged. */
    select(next) {
      mail = next;
      return fire(pane, 'olkItemSelectedChanged', initialData());
    },
    /** A pane of its own beside this item, as a compose form and a window have; the one before is closed. */
    openBeside(next) {
      close(pane);
      mail = next;
      pane = open('/taskpane.html');
    },
    runEvent,
    /** Sends what lies open, once the handler has let it go: gives the handler's word and the copy in Sent Items. */
    async send(sentAt) {
      const outcome = await runEvent('onMessageSend', 15000);
      const sent = window.sentCopy(mail, sentAt);
      close(pane);
      mail = null;
      pane = open('/taskpane.html');
      return { outcome, sent };
    },
    /** Of the open draft: tells the pane that its recipients are others. */
    address(field, people) {
      mail[field] = people;
      return fire(pane, 'olkRecipientsChanged', [
        JSON.stringify({ to: field === 'to', cc: field === 'cc', bcc: false }),
      ]);
    },
    configure: (more) => Object.assign(settings, more),
    setToken: (next) => (token = next),
    mail: () => mail,
    fire,
    frames,
  };
})();
