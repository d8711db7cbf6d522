/** The bars that an add-in shows above a message. */
import { ERROR, HostError } from '../errors';
import { isCompose, itemOf, textParam, type Call, type Calls } from './call';
import type { Notice } from '../context';

const TYPES = ['informationalMessage', 'progressIndicator', 'errorMessage', 'insightMessage'] as const;
const MOST = 5;

export const noticeCalls: Calls = {
  33: {
    name: 'notificationMessages.addAsync',
    level: 1,
    run: (call) => {
      const before = notices(call);
      const given = noticeOf(call);
      if (before.some((one) => one.key === given.key))
        throw new HostError(ERROR.duplicateNotification, 'A notification with this key is shown already.');
      if (before.length >= MOST)
        throw new HostError(ERROR.tooManyNotifications, 'An item shows five notifications at most.');
      refuseSecondInsight(before, given);
      write(call, [...before, given]);
    },
  },
  34: { name: 'notificationMessages.getAllAsync', level: 1, run: (call) => notices(call) },
  35: {
    name: 'notificationMessages.replaceAsync',
    level: 1,
    run: (call) => {
      const given = noticeOf(call);
      const others = notices(call).filter((one) => one.key !== given.key);
      // One that is not there is added (Microsoft, NotificationMessages.replaceAsync).
      if (others.length >= MOST)
        throw new HostError(ERROR.tooManyNotifications, 'An item shows five notifications at most.');
      refuseSecondInsight(others, given);
      write(call, [...others, given]);
    },
  },
  36: {
    name: 'notificationMessages.removeAsync',
    level: 1,
    run: (call) => {
      const key = textParam(call, 'key');
      if (!notices(call).some((one) => one.key === key))
        throw new HostError(ERROR.unknownNotification, 'There is no notification with this key.');
      write(
        call,
        notices(call).filter((one) => one.key !== key),
      );
    },
  },
};

const notices = (call: Call): readonly Notice[] => call.session.services.notices.get()[itemOf(call).id] ?? [];

function write(call: Call, next: readonly Notice[]): void {
  const { id } = itemOf(call);
  call.session.services.notices.update((all) => ({ ...all, [id]: next }));
}

function noticeOf(call: Call): Notice {
  const { icon, persistent, actions } = call.params as Partial<Notice>;
  const notice: Notice = {
    key: textParam(call, 'key'),
    type: TYPES[Number(call.params['type'] ?? 0)] ?? 'informationalMessage',
    message: textParam(call, 'message'),
    ...(icon === undefined ? {} : { icon }),
    ...(persistent === undefined ? {} : { persistent }),
    ...(actions === undefined ? {} : { actions }),
  };
  const fault = faultOf(notice, isCompose(call));
  if (fault !== null) throw new HostError(ERROR.invalidParameter, fault);
  return notice;
}

/** Outlook on the web shows actions while writing only (Microsoft, NotificationMessageDetails.actions). */
function faultOf({ key, type, message, actions }: Notice, composing: boolean): string | null {
  if (key.length > 32) return 'The key of a notification holds 32 characters.';
  if (message.length > 150) return 'A notification holds 150 characters.';
  if (!actions?.length) return null;
  if (type !== 'insightMessage') return 'Only an insight message has an action.';
  if (!composing) return 'Outlook on the web shows actions while writing only.';
  return actions.length > 1 ? 'A notification has one action at most.' : null;
}

function refuseSecondInsight(before: readonly Notice[], given: Notice): void {
  if (given.type === 'insightMessage' && before.some((one) => one.type === 'insightMessage')) {
    throw new HostError(ERROR.tooManyNotifications, 'An item shows one insight message at most.');
  }
}
