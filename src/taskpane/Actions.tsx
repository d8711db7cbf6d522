/** What can be done with the open item. The first thing offered is the one that is most likely wanted. */
import { Suspense, lazy, useId, useRef, useState } from 'react';
import type { Match } from '../correlation/match';
import { Button } from '../ui/Button';
import { Skeleton } from '../ui/Skeleton';
import { useDesk } from './desk';
import { LoadGuard } from './LoadGuard';
import type { Chosen, Known, View } from './state';
import { usePaneStyles } from './styles';
import { suggestionOf, type Untracked } from './suggestion';
import { becauseChosen, becauseOf, type Verdict } from './verdict';
import { waitingFor, willBeTracked } from './waiting';

const RecordSearch = lazy(() => import(/* webpackChunkName: "search" */ './RecordSearch'));

type KnownView = Extract<View, { at: 'known' }>;

export function Actions({ view, verdict }: { view: KnownView; verdict: Verdict }) {
  const styles = usePaneStyles();
  const { known } = view;
  const [searching, setSearching] = useState(false);
  const opener = useRef<HTMLElement | null>(null);
  const panel = useId();
  const busy = view.act.is === 'running';
  const close = () => {
    setSearching(false);
    opener.current?.focus();
  };
  const choose = useChoose(known);
  const search = {
    open: searching,
    panel,
    busy,
    toggle: (button: HTMLElement) => {
      opener.current = button;
      setSearching((open) => !open);
    },
  };
  return (
    <>
      <div className={styles.acts}>
        {verdict.is === 'waiting' ? (
          willBeTracked(verdict.waiting) && <SetRegarding search={search} word="Change regarding" />
        ) : verdict.is === 'tracked' ? (
          <TrackedActs known={known} verdict={verdict} search={search} />
        ) : (
          <UntrackedActs known={known} verdict={verdict} search={search} />
        )}
      </div>
      {searching && (
        <div id={panel}>
          <LoadGuard>
            <Suspense fallback={<Skeleton widths={['100%', '100%', '80%']} />}>
              <RecordSearch
                around={[known.keys.from, ...known.keys.recipients].filter((address) => address !== null)}
                onClose={close}
                onChoose={(record) => {
                  close();
                  choose(record);
                }}
              />
            </Suspense>
          </LoadGuard>
        </div>
      )}
    </>
  );
}

/** Moves a tracked mail to the record, tracks an untracked one to it. `match`: the evidence it was chosen by, if any. */
export function useChoose(known: Known): (regarding: Chosen, match?: Match) => void {
  const { act, mint, post } = useDesk();
  return (regarding, match) => {
    const because = match ? becauseOf(match) : becauseChosen(known);
    const waiting = waitingFor(post(), known);
    const own = waiting.length > 0 ? null : known.own;
    if (willBeTracked(waiting) ?? own?.state === 'tracked') act({ do: 'regard', requestId: mint(), own, regarding });
    else act({ do: 'track', requestId: mint(), regarding, because, withBody: true });
  };
}

interface SearchButton {
  readonly open: boolean;
  readonly panel: string;
  readonly busy: boolean;
  readonly toggle: (button: HTMLElement) => void;
}

function SetRegarding({ search, word }: { search: SearchButton; word: string }) {
  const { open, panel, busy, toggle } = search;
  return (
    <Button
      disabledFocusable={busy}
      aria-expanded={open}
      aria-controls={open ? panel : undefined}
      onClick={({ currentTarget }) => toggle(currentTarget)}
    >
      {word}
    </Button>
  );
}

type Tracked = Extract<Verdict, { is: 'tracked' }>;

function TrackedActs({ verdict, known, search }: { known: Known; verdict: Tracked; search: SearchButton }) {
  const { act, mint, openRecord } = useDesk();
  const { own, mine } = verdict;
  const { regarding } = own;
  const { busy } = search;
  const track = () =>
    act({ do: 'track', requestId: mint(), regarding, because: becauseOf(known.decision.match), withBody: true });
  return (
    <>
      {!mine && (
        <Button appearance="primary" disabledFocusable={busy} onClick={track}>
          Track for me too
        </Button>
      )}
      {regarding && !regarding.hidden && regarding.state !== 'deleted' && (
        <Button appearance={mine ? 'primary' : 'secondary'} onClick={() => openRecord(regarding)}>
          Open record
        </Button>
      )}
      <SetRegarding search={search} word={regarding ? 'Change regarding' : 'Set regarding'} />
      {mine && (
        <Button disabledFocusable={busy} onClick={() => act({ do: 'untrack', requestId: mint(), own })}>
          Untrack
        </Button>
      )}
    </>
  );
}

function UntrackedActs({ verdict, known, search }: { known: Known; verdict: Untracked; search: SearchButton }) {
  const { act, mint, openRecord } = useDesk();
  const { busy } = search;
  const suggestion = suggestionOf(verdict, known);
  const bare = { regarding: null, because: suggestion?.regarding === null ? suggestion.because : becauseChosen(known) };
  const track = (what: typeof bare | NonNullable<typeof suggestion>) =>
    act({ do: 'track', requestId: mint(), ...what, withBody: true });
  const withRecord = suggestion?.regarding ?? null;
  return (
    <>
      {suggestion && withRecord && (
        <Button
          appearance="primary"
          disabledFocusable={busy}
          title={`Track regarding ${withRecord.name}`}
          onClick={() => track(suggestion)}
        >
          Track
        </Button>
      )}
      <Button appearance={withRecord ? 'secondary' : 'primary'} disabledFocusable={busy} onClick={() => track(bare)}>
        Track without record
      </Button>
      <SetRegarding search={search} word="Set regarding" />
      {withRecord && 'match' in verdict && !verdict.regarding?.hidden && (
        <Button appearance="subtle" onClick={() => openRecord(withRecord)}>
          Open record
        </Button>
      )}
    </>
  );
}
