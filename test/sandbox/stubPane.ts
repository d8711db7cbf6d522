/** A page that stands in for the add-in's: office.js, and words to ask it by. */
export const stubPage = `<!doctype html><meta charset="utf-8"><title>stub</title>
<script src="/msajax.js"></script><script src="/office-js/office.js"></script><script src="/stub.js"></script>`;

/** `ask` gives the value of an asynchronous call, or the number of its error. */
export const stubScript = `
window.ask = (call) => new Promise((done) => call((r) => done(r.status === 'succeeded' ? r.value : r.error.code)));
window.changes = [];
window.heard = [];
for (const name of ['onNewMessageCompose', 'onMessageRecipientsChanged', 'onNewAppointmentOrganizer', 'onMessageSend', 'onAppointmentSend'])
  Office.actions.associate(name, (event) => event.completed({ allowEvent: true }));
window.openDialog = () => {
  const options = { displayInIframe: true, promptBeforeOpen: false, width: 40, height: 40 };
  Office.context.ui.displayDialogAsync(location.origin + '/taskpane.html', options, ({ value }) => {
    window.dialog = value;
    value.addEventHandler(Office.EventType.DialogMessageReceived, (event) => heard.push(event.message));
    value.addEventHandler(Office.EventType.DialogEventReceived, (event) => heard.push(event.error));
  });
};
Office.onReady(() => {
  const { mailbox, ui } = Office.context;
  window.isReady = true;
  if (!mailbox) {
    ui.addHandlerAsync(Office.EventType.DialogParentMessageReceived, (event) => (document.title = event.message), () => ui.messageParent('from the dialog'));
    return;
  }
  mailbox.addHandlerAsync(Office.EventType.ItemChanged, () => {});
  if (mailbox.item?.saveAsync) mailbox.item.addHandlerAsync(Office.EventType.RecipientsChanged, (event) => changes.push(event.changedRecipientFields));
});
`;
