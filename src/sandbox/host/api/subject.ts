import { editItem, itemOf, textParam, type Calls } from './call';

export const subjectCalls: Calls = {
  17: {
    name: 'subject.setAsync',
    level: 2,
    run: (call) => editItem(call, (item) => ({ ...item, subject: textParam(call, 'subject') })),
  },
  18: { name: 'subject.getAsync', level: 1, run: (call) => itemOf(call).subject },
};
