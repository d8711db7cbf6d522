/**
 * The file that Outlook runs for its events, on Windows in a runtime without a page: no DOM, no imports at run time,
 * ES2016, and nothing in `Office.onReady` is run there (Microsoft, "Event-based activation", requirements).
 * The names are those of `manifest.xml`.
 */
import { associate, start } from '../outlook/launch';
import { guarded, type Work } from './guard';

/** Nothing is to be done with a draft yet; the event is answered at once, so that no client waits. */
const nothing: Work = () => {};

associate('onNewMessageCompose', guarded('compose', nothing));
associate('onMessageRecipientsChanged', guarded('compose', nothing));
associate('onNewAppointmentOrganizer', guarded('compose', nothing));
associate('onMessageSend', guarded('send', nothing));
associate('onAppointmentSend', guarded('send', nothing));

start();
