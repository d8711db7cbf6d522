/** What the independent host says of the open item, and what it answers about a message that is read. Loaded before `page.js`. */
(function say() {
  const person = (p) => p && { name: p.name || '', address: p.address || '', recipientType: 3, appointmentResponse: 0 };

  window.initialDataOf = (settings, mail) => {
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
    if (mail.draft) return { ...owner, itemType: 4, conversationId: mail.conversationId || null };
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
  };
  window.readCalls = (settings, now, fail) => {
    let masterCategories = settings.masterCategories || [];
    const done = (data) => ({ error: false, ...(data === undefined ? {} : { data }) });

    return {
      168: () => (settings.headers === 'fail' ? fail(9020) : done(settings.headers === 'none' ? '' : now().headers)),
      37: (p) => done(p.coercionType === 3 ? now().html || '' : now().text || ''),
      157: () => done(now().categories || []),
      158: (p) => {
        const unknown = p.categories.filter((name) => !masterCategories.some((c) => c.displayName === name));
        if (unknown.length > 0) return fail(9044);
        now().categories = [
          ...(now().categories || []),
          ...p.categories.map((displayName) => ({ displayName, color: 'Preset0' })),
        ];
        return done();
      },
      159: (p) => {
        now().categories = (now().categories || []).filter((c) => !p.categories.includes(c.displayName));
        return done();
      },
      160: () => (settings.masterRefused ? fail(9017) : done(masterCategories)),
      161: (p) => {
        if (settings.masterRefused) return fail(9017);
        masterCategories = [...masterCategories, ...p.categoryDetails];
        return done();
      },
      149: () => done([]),
      3: () => ({ wasSuccessful: true, customProperties: now().properties || '{}' }),
      4: (p) => {
        now().properties = JSON.stringify(p.customProperties);
        return done();
      },
      404: () => done(),
      33: () => done(),
      34: () => done([]),
      35: () => done(),
      36: () => done(),
    };
  };
})();
