/**
 * The file that Outlook runs for its events, on Windows in a runtime without a page: no DOM, no imports at run time,
 * ES2016, and nothing in `Office.onReady` is run there (Microsoft, "Event-based activation", requirements).
 * The names are those of `manifest.xml`.
 */
import { associate, start } from '../outlook/launch';
import { makeDoors } from './doors';
import { guarded } from './guard';
import { onCompose } from './onCompose';
import { onSend } from './onSend';

const compose = guarded('compose', () => onCompose(makeDoors()));
const send = guarded('send', () => onSend(makeDoors()));

associate('onNewMessageCompose', compose);
associate('onMessageRecipientsChanged', compose);
associate('onMessageFromChanged', compose);
associate('onNewAppointmentOrganizer', compose);
associate('onMessageSend', send);
associate('onAppointmentSend', send);

start();
