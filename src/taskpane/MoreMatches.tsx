/** Other records the mail could belong to, and what was looked at besides: folded away until somebody wants it. Fetched on demand. */
import { useId, useState, type ReactNode } from 'react';
import { explainMore } from '../correlation/explain';
import type { Match } from '../correlation/match';
import { Button } from '../ui/Button';
import { MatchCard } from '../ui/MatchCard';
import { useChoose } from './Actions';
import { useDesk, useReader } from './desk';
import type { Known } from './state';
import { usePaneStyles } from './styles';
import { chosen, type Verdict } from './verdict';
import { distinctMatches, evidenceOf } from './words';

export default function MoreMatches({ known, verdict, busy }: { known: Known; verdict: Verdict; busy: boolean }) {
  const shown = 'own' in verdict ? verdict.own.regarding : 'match' in verdict ? verdict.regarding : null;
  const matches = distinctMatches(known.correlation.matches, shown?.id ?? null);
  const styles = usePaneStyles();
  const reader = useReader();
  const { rejected, remarks } = known.correlation;
  const details = [...new Set([...remarks, ...known.keys.remarks])];
  const more = 'match' in verdict ? explainMore(verdict.match, reader) : [];
  return (
    <>
      {more.length > 0 && (
        <Fold word={`More evidence (${more.length})`} open={false}>
          {more.map((sentence) => (
            <p key={sentence} className={styles.line}>
              {sentence}
            </p>
          ))}
        </Fold>
      )}
      {matches.length > 0 && (
        <Fold word={`Other matches (${matches.length})`} open={verdict.is === 'suggested' || verdict.is === 'held'}>
          {matches.map((match) => (
            <Other key={match.candidate.activityId} match={match} known={known} busy={busy} />
          ))}
        </Fold>
      )}
      {rejected.length + details.length > 0 && (
        <Fold word="What else was looked at" open={false}>
          {details.map((detail) => (
            <p key={detail} className={styles.line}>
              {detail}
            </p>
          ))}
          {rejected.slice(0, 20).map(({ candidate, why }) => (
            <p key={candidate.activityId} className={styles.line}>
              “{candidate.subject}”: {why}
            </p>
          ))}
        </Fold>
      )}
    </>
  );
}

/** A button and what it unfolds: office.js steps with Tab from button to button and knows no `summary`. */
function Fold({ word, open, children }: { word: string; open: boolean; children: ReactNode }) {
  const styles = usePaneStyles();
  const [unfolded, setUnfolded] = useState(open);
  const id = useId();
  return (
    <section className={styles.part}>
      <div className={styles.acts}>
        <Button
          size="small"
          appearance="subtle"
          aria-expanded={unfolded}
          aria-controls={unfolded ? id : undefined}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? '▾' : '▸'} {word}
        </Button>
      </div>
      {unfolded && (
        <div id={id} className={styles.part}>
          {children}
        </div>
      )}
    </section>
  );
}

function Other({ match, known, busy }: { match: Match; known: Known; busy: boolean }) {
  const { openRecord } = useDesk();
  const reader = useReader();
  const choose = useChoose(known);
  const { regarding } = match.candidate;
  const usable = regarding !== null && regarding.state !== 'deleted' ? regarding : null;
  const tracked = known.own?.state === 'tracked';
  return (
    <MatchCard regarding={regarding} reasons={evidenceOf(match, '', reader)} against={match.against}>
      {usable && (
        <>
          <Button size="small" disabledFocusable={busy} onClick={() => choose(chosen(usable), match)}>
            {tracked ? 'Change to this' : 'Track to this'}
          </Button>
          {!usable.hidden && (
            <Button size="small" onClick={() => openRecord(usable)}>
              Open record
            </Button>
          )}
        </>
      )}
    </MatchCard>
  );
}
