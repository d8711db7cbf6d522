/** What is known about the open item, first of all: is it tracked, to what, by whom, and why. */
import { mergeClasses } from '@fluentui/react-components';
import { Suspense, lazy, useEffect, useRef, type ReactNode } from 'react';
import type { PersonRecord } from '../contract/counterpart';
import { toldTo } from '../correlation/explain';
import type { Match } from '../correlation/match';
import { Button } from '../ui/Button';
import { HeldIcon, NotTrackedIcon, SuggestedIcon, TrackedIcon, WaitingIcon } from '../ui/icons';
import { dayWord, typeWord } from '../ui/words';
import { Actions } from './Actions';
import { useDesk, useReader } from './desk';
import { LoadGuard } from './LoadGuard';
import type { Known, View } from './state';
import { usePaneStyles } from './styles';
import type { Verdict } from './verdict';
import { evidenceOf, headlineOf, receiptsWords, statusOf } from './words';

const ICONS: Record<Verdict['is'], () => ReactNode> = {
  tracked: TrackedIcon,
  belongs: SuggestedIcon,
  suggested: SuggestedIcon,
  held: HeldIcon,
  notTracked: NotTrackedIcon,
  waiting: WaitingIcon,
  unknown: NotTrackedIcon,
};

const WaitingCard = lazy(() => import(/* webpackChunkName: "post" */ './WaitingCard'));

type KnownView = Extract<View, { at: 'known' }>;

export function VerdictCard({ view, verdict }: { view: KnownView; verdict: Verdict }) {
  const styles = usePaneStyles();
  const running = view.act.is === 'running' ? view.act.act : null;
  const headline = useFocusAfter(running !== null);
  const Icon = ICONS[verdict.is];
  return (
    <section className={mergeClasses(styles.part, styles.verdict)} aria-busy={running !== null}>
      <div className={styles.status}>
        <span className={mergeClasses(styles.icon, verdict.is === 'tracked' && styles.tracked)}>
          <Icon />
        </span>
        <span>{statusOf(verdict, running)}</span>
      </div>
      <h1 ref={headline} tabIndex={-1} className={styles.headline}>
        {headlineOf(verdict)}
      </h1>
      <Why verdict={verdict} />
      {verdict.is === 'waiting' && (
        <LoadGuard>
          <Suspense fallback={null}>
            <WaitingCard waiting={verdict.waiting} busy={running !== null} />
          </Suspense>
        </LoadGuard>
      )}
      <Remembered known={view.known} />
      {view.canUndo && <Undo known={view.known} />}
      <Actions view={view} verdict={verdict} />
    </section>
  );
}

/** The button that was pressed may be gone afterwards: whoever works by keyboard goes on at the headline. */
function useFocusAfter(running: boolean) {
  const headline = useRef<HTMLHeadingElement>(null);
  const was = useRef(running);
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (was.current && !running && lost && document.hasFocus()) headline.current?.focus();
    was.current = running;
  }, [running]);
  return headline;
}

function Why({ verdict }: { verdict: Verdict }) {
  const styles = usePaneStyles();
  const { now } = useDesk();
  const reader = useReader();
  if (verdict.is === 'waiting') return null;
  if (verdict.is === 'notTracked' || verdict.is === 'unknown')
    return (
      <>
        <p className={styles.line}>{verdict.why}</p>
        {verdict.person && <PersonLine person={verdict.person} />}
      </>
    );
  if (verdict.is !== 'tracked') return <Evidence why={verdict.why} match={verdict.match} />;
  return (
    <>
      <p className={styles.quiet}>{receiptsWords(verdict.own, now())}</p>
      {!verdict.mine && <p className={styles.quiet}>You have not tracked it yourself.</p>}
      {verdict.own.reason && <p className={styles.line}>{toldTo(reader, verdict.own.reason)}</p>}
    </>
  );
}

/** What is shown may have changed since. */
function Remembered({ known: { remembered } }: { known: Known }) {
  const styles = usePaneStyles();
  const { now } = useDesk();
  if (!remembered || remembered.at === null) return null;
  return <p className={styles.quiet}>As the server said {dayWord(new Date(remembered.at).toISOString(), now())}.</p>;
}

function Evidence({ why, match }: { why: string; match: Match }) {
  const styles = usePaneStyles();
  const reader = useReader();
  return (
    <>
      {evidenceOf(match, why, reader).map((sentence) => (
        <p key={sentence} className={styles.line}>
          {sentence}
        </p>
      ))}
      {match.against.map((sentence) => (
        <p key={sentence} className={styles.against}>
          Against it: {sentence}
        </p>
      ))}
    </>
  );
}

function PersonLine({ person: { address, record } }: { person: PersonRecord }) {
  const styles = usePaneStyles();
  return (
    <p className={styles.line}>
      Track links it to the {typeWord(record.type).toLowerCase()} {record.name} ({address}).
    </p>
  );
}

/** Untracking can be taken back until the next click or the next message. */
function Undo({ known }: { known: Known }) {
  const styles = usePaneStyles();
  const { act, mint } = useDesk();
  const { own } = known;
  if (own === null) return null;
  return (
    <div className={styles.note}>
      <span>You have untracked it.</span>
      <Button size="small" onClick={() => act({ do: 'restore', requestId: mint(), own })}>
        Undo
      </Button>
    </div>
  );
}
