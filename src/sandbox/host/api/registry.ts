/** Every call that this mail program answers, by the library's dispatch id. */
import { appointmentCalls } from './appointment';
import { attachmentCalls } from './attachments';
import { bodyCalls } from './body';
import { categoryCalls } from './categories';
import { formCalls } from './forms';
import { headerCalls } from './headers';
import { itemCalls } from './item';
import { noticeCalls } from './notices';
import { propertyCalls } from './properties';
import { recipientCalls } from './recipients';
import { subjectCalls } from './subject';
import { tokenCalls } from './tokens';
import type { Calls } from './call';

export const calls: Calls = {
  ...appointmentCalls,
  ...attachmentCalls,
  ...bodyCalls,
  ...categoryCalls,
  ...formCalls,
  ...headerCalls,
  ...itemCalls,
  ...noticeCalls,
  ...propertyCalls,
  ...recipientCalls,
  ...subjectCalls,
  ...tokenCalls,
};
