/**
 * The file that Outlook runs for its events, on Windows in a runtime without a page: no DOM, no imports at run time,
 * ES2016, and nothing in `Office.onReady` is run there (Microsoft, "Event-based activation", requirements).
 * The names are those of `manifest.xml`.
 */
import { guarded, type Work } from './guard';

/** Nothing is to be done with a draft yet; the event is answered at once, so that no client waits. */
const nothing: Work = () => {};

Office.actions.associate('onNewMessageCompose', guarded('compose', nothing));
Office.actions.associate('onMessageRecipientsChanged', guarded('compose', nothing));
Office.actions.associate('onNewAppointmentOrganizer', guarded('compose', nothing));
Office.actions.associate('onMessageSend', guarded('send', nothing));
Office.actions.associate('onAppointmentSend', guarded('send', nothing));

/** In a page office.js starts only after this call, and hands over no event before; without a page there is nothing to start. */
if ('document' in globalThis) void Office.onReady();
