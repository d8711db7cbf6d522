/** What an add-in keeps for itself: on one item, in one compose session, in one mailbox. */
import { changeMailbox } from '../../mailbox/world';
import { ERROR, HostError } from '../errors';
import { editItem, itemOf, textParam, type Call, type Calls } from './call';

const SESSION_DATA_LIMIT = 50_000;
const ROAMING_LIMIT = 32 * 1024;

export const propertyCalls: Calls = {
  3: {
    name: 'loadCustomPropertiesAsync',
    level: 1,
    whole: true,
    run: (call) => ({
      wasSuccessful: true,
      customProperties: itemOf(call).customProperties[call.session.addIn.id] ?? '{}',
    }),
  },
  4: {
    name: 'customProperties.saveAsync',
    level: 1,
    run: (call) => {
      const json = JSON.stringify(call.params['customProperties'] ?? {});
      editItem(call, (item) => ({
        ...item,
        customProperties: { ...item.customProperties, [call.session.addIn.id]: json },
      }));
    },
  },
  185: {
    name: 'sessionData.setAsync',
    level: 2,
    run: (call) => {
      const data = sessionData(call);
      const after = new Map(data).set(textParam(call, 'name'), textParam(call, 'value'));
      if (JSON.stringify(Object.fromEntries(after)).length > SESSION_DATA_LIMIT)
        throw new HostError(ERROR.sessionDataTooLong, 'Session data holds 50,000 characters.');
      data.set(textParam(call, 'name'), textParam(call, 'value'));
    },
  },
  186: {
    name: 'sessionData.getAsync',
    level: 2,
    run: (call) => {
      const value = sessionData(call).get(textParam(call, 'name'));
      if (value === undefined) throw new HostError(ERROR.keyNotFound, 'Session data has no such name.');
      return value;
    },
  },
  187: { name: 'sessionData.getAllAsync', level: 2, run: (call) => Object.fromEntries(sessionData(call)) },
  188: { name: 'sessionData.clearAsync', level: 2, run: (call) => sessionData(call).clear() },
  189: {
    name: 'sessionData.removeAsync',
    level: 2,
    run: (call) => void sessionData(call).delete(textParam(call, 'name')),
  },
  404: {
    name: 'roamingSettings.saveAsync',
    level: 0,
    run: (call) => {
      const settings = roamingOf(call);
      if (JSON.stringify(settings).length > ROAMING_LIMIT)
        throw new HostError(ERROR.saveError, 'Roaming settings hold 32 KB.');
      call.session.services.world.updateQuietly((world) =>
        changeMailbox(world, call.session.user.address, (mailbox) => ({
          ...mailbox,
          roaming: { ...mailbox.roaming, [call.session.addIn.id]: settings },
        })),
      );
    },
  },
};

function sessionData(call: Call): Map<string, string> {
  const { id } = itemOf(call);
  const all = call.session.services.sessionData;
  const key = `${call.session.addIn.id}/${id}`;
  const data = all.get(key) ?? new Map<string, string>();
  all.set(key, data);
  return data;
}

/** The full set, as an array of one-entry objects whose values are JSON texts. */
function roamingOf(call: Call): Record<string, string> {
  const list = Object.values(call.params) as unknown[];
  const entries = list.flatMap((one) => (typeof one === 'object' && one !== null ? Object.entries(one) : []));
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}
