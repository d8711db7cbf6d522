/** When and where the meeting takes place that a mail or appointment is about, and what became of it. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { StoredMeeting } from '../contract/tracking';
import { meetingTime } from './meetingTime';
import { isolated, personName } from './words';

const useStyles = makeStyles({
  line: { margin: 0 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

export function MeetingLine({ meeting }: { meeting: StoredMeeting | undefined }) {
  const styles = useStyles();
  if (meeting === undefined || meeting.starts === null) return null;
  const { starts, place, organiser, cancelled, movedFrom, zone } = meeting;
  const where = place.trim() === '' ? '' : `, ${isolated(place)}`;
  return (
    <>
      <p className={styles.line}>
        {cancelled && <strong>Cancelled: </strong>}
        <time dateTime={starts}>{meetingTime(meeting)}</time>
        {where}
      </p>
      {(organiser || zone || movedFrom) && (
        <p className={styles.quiet}>
          {organiser && <>Organised by {personName(organiser)}. </>}
          {movedFrom && <>Moved from {meetingTime({ ...meeting, starts: movedFrom, ends: null })}. </>}
          {zone && <>Planned in the time zone {isolated(zone)}.</>}
        </p>
      )}
    </>
  );
}
