/** Who sees this record; whoever decides it can choose here. */
import { Field, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { RecordRef } from '../correlation/mail';
import type { Api } from './api';
import { Problem, problem } from '../contract/problems';
import type { SharingView } from '../contract/records';
import { LiveRegion } from '../ui/LiveRegion';
import { ProblemBar } from '../ui/ProblemBar';
import { HandOver, givenWords } from './HandOver';

const useStyles = makeStyles({
  part: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', maxWidth: '28rem' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

type Access = SharingView['access'];

const teamOf = ({ team, teams }: SharingView) => team ?? teams[0] ?? null;

function wordOf(access: Access, sharing: SharingView): string {
  const { owner } = sharing;
  if (access === 'organisation') return 'Everybody in the organisation';
  if (access === 'owner') return owner === null ? 'Only its owner' : `Only ${owner}`;
  return `Team ${teamOf(sharing) ?? ''}`.trim();
}

interface SharingProps {
  readonly api: Api;
  readonly page: RecordRef;
  readonly sharing: SharingView;
}

export function Sharing({ api, page, sharing: loaded }: SharingProps) {
  const styles = useStyles();
  const [sharing, setSharing] = useState(loaded);
  const [failed, setFailed] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const [gone, setGone] = useState(false);
  const { access, owner, mayShare } = sharing;
  const choose = async (wanted: Access) => {
    try {
      const body = { requestId: crypto.randomUUID(), access: wanted };
      const reply = await api.call('shareRecord', { params: page, body });
      setSharing(reply.sharing);
      setFailed(null);
      setSaid(`Seen by: ${wordOf(wanted, reply.sharing)}.`);
    } catch (error) {
      setFailed(error instanceof Problem ? error : problem('serverFault'));
    }
  };
  const words: readonly Access[] =
    teamOf(sharing) === null ? ['owner', 'organisation'] : ['owner', 'team', 'organisation'];
  const whose = owner === null ? 'It has no owner.' : `Its owner is ${owner}.`;
  return (
    <div className={styles.part}>
      {mayShare ? (
        <Field label="Seen by" hint={whose}>
          <Select value={access} onChange={(_event, { value }) => void choose(value as Access)}>
            {words.map((word) => (
              <option key={word} value={word}>
                {wordOf(word, sharing)}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <p className={styles.quiet}>
          Seen by: {wordOf(access, sharing)}. {whose}
        </p>
      )}
      {sharing.mayHandOver && (
        <HandOver
          api={api}
          page={page}
          sharing={sharing}
          onGiven={(now, to) => {
            setSharing(now ?? { ...sharing, owner: to, mayShare: false, mayHandOver: false });
            setSaid(givenWords(now, to));
            if (now === null) setGone(true);
          }}
        />
      )}
      {gone && <p className={styles.quiet}>{givenWords(null, owner)} This page is what you saw last.</p>}
      {failed && <ProblemBar problem={failed} onDismiss={() => setFailed(null)} />}
      <LiveRegion text={said} />
    </div>
  );
}
