/** Beside a mail or meeting that is being written: what will happen when it leaves, and what can be chosen until then. */
import { mergeClasses } from '@fluentui/react-components';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { normalAddress } from '../correlation/addresses';
import { Button } from '../ui/Button';
import { NotTrackedIcon, TrackedIcon } from '../ui/icons';
import { LiveRegion } from '../ui/LiveRegion';
import { useDesk } from './desk';
import { makeDraftDesk, type DraftDesk } from './draftDesk';
import type { DraftKnown } from './draftKnown';
import { likeliest, offersOf, planOf } from './draftPlan';
import { DraftPrivacy } from './DraftPrivacy';
import { DraftRecords } from './DraftRecords';
import { DraftToken } from './DraftToken';
import { carrierLine, isSettled, wordsOf, type DraftWords } from './draftWords';
import People from './People';
import type { Chosen } from './state';
import { usePaneStyles } from './styles';

export default function DraftView({ known }: { known: DraftKnown }) {
  const styles = usePaneStyles();
  const { user, mint, giveToken, leaveSent } = useDesk();
  const [desk] = useState(() => makeDraftDesk(known, { mint, giveToken, leaveSent }));
  useEffect(() => desk.learn(known), [desk, known]);
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  const { stamp } = state;
  const plan = planOf(known);
  const words = wordsOf(known, stamp, plan);
  const open = !isSettled(known);
  const mayBeTracked = words.tracked || (stamp?.by !== 'hand' && plan.do === 'ask');
  const chosen = words.tracked ? (stamp?.regarding ?? null) : null;
  const others = known.resolved.filter(({ address }) => address !== normalAddress(user));
  const names = new Map(known.people.map(({ address, name }) => [address.toLowerCase(), name]));
  return (
    <>
      <LiveRegion text={`${words.headline}. ${words.why}`} />
      <section className={styles.part}>
        <Headline words={words} kind={known.kind} />
        {known.away && <p className={styles.quiet}>What you choose here is kept on the draft.</p>}
        {state.stuck && (
          <p className={styles.against} role="alert">
            Outlook did not take the note on this draft; please choose once more before you send.
          </p>
        )}
        {open && <Choice tracked={words.tracked} desk={desk} suggested={likeliest(known)} />}
      </section>
      {open && mayBeTracked && <DraftPrivacy known={known} stamp={stamp} desk={desk} />}
      {open && words.tracked && (
        <>
          <DraftRecords
            offers={offersWith(offersOf(known), chosen)}
            around={known.people.map(({ address }) => address)}
            chosen={chosen}
            onChoose={(record) => void desk.track(record)}
          />
          <DraftToken known={known} state={state} desk={desk} />
          <p className={styles.quiet}>{carrierLine(known, stamp?.token ?? null)}</p>
        </>
      )}
      {known.people.length === 0 && <p className={styles.quiet}>Add recipients to see the records they belong to.</p>}
      <People people={others} names={names} known={null} busy={false} />
    </>
  );
}

const offersWith = (offers: readonly Chosen[], chosen: Chosen | null) =>
  chosen === null || offers.some(({ id }) => id === chosen.id) ? offers : [chosen, ...offers];

function Headline({ words, kind }: { words: DraftWords; kind: DraftKnown['kind'] }) {
  const styles = usePaneStyles();
  return (
    <>
      <div className={styles.status}>
        <span className={mergeClasses(styles.icon, words.tracked && styles.tracked)}>
          {words.tracked ? <TrackedIcon /> : <NotTrackedIcon />}
        </span>
        <span>{kind === 'message' ? 'Not sent yet' : 'Your meeting'}</span>
      </div>
      <h1 className={styles.headline}>{words.headline}</h1>
      <p className={styles.line}>{words.why}</p>
    </>
  );
}

function Choice({ tracked, desk, suggested }: { tracked: boolean; desk: DraftDesk; suggested: Chosen | null }) {
  const styles = usePaneStyles();
  return (
    <div className={styles.acts}>
      {tracked ? (
        <Button onClick={() => void desk.leave()}>Do not track</Button>
      ) : (
        <Button
          appearance="primary"
          title={suggested ? `Track regarding ${suggested.name}` : 'Track without record'}
          onClick={() => void desk.track(suggested)}
        >
          Track
        </Button>
      )}
    </div>
  );
}
