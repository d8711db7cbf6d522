/** Time, place and repetition of an appointment. */
import { editAppointment, ownAppointmentOf, textParam, type Call, type Calls } from './call';
import type { Appointment } from '../../mailbox/shapes';

const START = 1;

export const appointmentCalls: Calls = {
  24: {
    name: 'time.getAsync',
    level: 1,
    run: (call) => new Date(isStart(call) ? ownAppointmentOf(call).start : ownAppointmentOf(call).end).getTime(),
  },
  25: {
    name: 'time.setAsync',
    level: 2,
    run: (call) => {
      const at = Number(call.params['time']);
      editAppointment(call, (one) =>
        isStart(call) ? startingAt(one, at) : { ...one, end: new Date(at).toISOString() },
      );
    },
  },
  26: { name: 'location.getAsync', level: 1, run: (call) => ownAppointmentOf(call).location },
  27: {
    name: 'location.setAsync',
    level: 2,
    run: (call) => editAppointment(call, (one) => ({ ...one, location: textParam(call, 'location') })),
  },
  103: { name: 'recurrence.getAsync', level: 1, run: () => null },
  154: {
    name: 'enhancedLocation.getAsync',
    level: 1,
    run: (call) => {
      const { location } = ownAppointmentOf(call);
      return location ? [{ locationIdentifier: { id: location, type: 'custom' }, displayName: location }] : [];
    },
  },
  166: { name: 'delayDeliveryTime.getAsync', level: 1, run: () => 0 },
  169: { name: 'isAllDayEvent.getAsync', level: 1, run: () => false },
  171: { name: 'sensitivity.getAsync', level: 1, run: () => 'normal' },
};

const isStart = (call: Call): boolean => Number(call.params['TimeProperty']) === START;

/** A new start moves the end along: the length stays. */
export function startingAt(appointment: Appointment, at: number): Appointment {
  const length = new Date(appointment.end).getTime() - new Date(appointment.start).getTime();
  return { ...appointment, start: new Date(at).toISOString(), end: new Date(at + length).toISOString() };
}
