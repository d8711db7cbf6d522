/**
 * What the independent host answers about a message that is being written, by the library's dispatch ids, and what becomes of
 * it when it is sent. `now()` gives the message that lies open. Loaded before `page.js`; a page without it only reads.
 */
window.draftCalls = (now, fail) => {
  const FIELDS = ['to', 'cc', 'bcc'];
  const done = (data) => ({ error: false, ...(data === undefined ? {} : { data }) });
  const lower = (name) => name.toLowerCase();
  const headersBut = (names) =>
    Object.entries(now().headersSet).filter(([name]) => !names.map(lower).includes(lower(name)));
  const asPerson = (p) =>
    typeof p === 'string' ? { name: '', address: p } : { name: p.name || '', address: p.address };

  return {
    15: (p) => done(now()[FIELDS[p.recipientField]] || []),
    21: (p) => {
      now()[FIELDS[p.recipientField]] = p.recipientArray.map(asPerson);
      return done();
    },
    17: (p) => {
      if (p.subject.length > 255) return fail(9031);
      now().subject = p.subject;
      return done();
    },
    18: () => done(now().subject),
    107: () => done(now().from),
    151: (p) => {
      const wanted = p.internetHeaderKeys.map(lower);
      return done(
        Object.fromEntries(Object.entries(now().headersSet).filter(([name]) => wanted.includes(lower(name)))),
      );
    },
    152: (p) => {
      const given = p.internetHeaderNameValuePairs;
      now().headersSet = { ...Object.fromEntries(headersBut(Object.keys(given))), ...given };
      return done();
    },
    153: (p) => {
      now().headersSet = Object.fromEntries(headersBut(p.internetHeaderKeys));
      return done();
    },
    164: () => fail(9046),
    174: () => done({ composeType: 'newMail', coercionType: 'html' }),
    185: (p) => {
      now().session = { ...now().session, [p.name]: p.value };
      return done();
    },
    186: (p) => (p.name in (now().session || {}) ? done(now().session[p.name]) : fail(9050)),
    189: (p) => {
      delete (now().session || {})[p.name];
      return done();
    },
  };
};

/** Exchange gives the sent copy ids of its own, and shows add-ins none of its headers. */
window.sentCopy = (draft, sentAt) => ({
  ...draft,
  draft: false,
  itemId: `sent-${crypto.randomUUID()}`,
  internetMessageId: `<${crypto.randomUUID()}@exchange.northwind.example>`,
  conversationId: `conversation-${crypto.randomUUID()}`,
  date: sentAt,
  headers: '',
});
