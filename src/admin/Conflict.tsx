/** Somebody saved while this form was open: shows what they changed and lets the person decide. */
import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { SettingsReply } from '../contract/settings';
import { valueWords } from './choices';
import { compare, rebase, type Difference } from './compare';
import { fieldWords, makeDraft, type Draft, type Field } from './draft';
import { useDecisionStyles } from './useDecisionStyles';

type Keep = (field: Field, mine: boolean) => void;

function DifferenceItem({ difference, kept, onKeep }: { difference: Difference; kept: boolean; onKeep: Keep }) {
  const { field, was, theirs, mine } = difference;
  const words = (value: Draft[Field]) => `“${valueWords(field, value)}”`;
  return (
    <li>
      {fieldWords[field]}: was {words(was)}, now {words(theirs)}.
      {mine.clash && (
        <RadioGroup
          aria-label={`${fieldWords[field]}: which one`}
          value={kept ? 'mine' : 'theirs'}
          onChange={(_, { value }) => onKeep(field, value === 'mine')}
        >
          <Radio value="theirs" label={`Theirs: ${words(theirs)}`} />
          <Radio value="mine" label={`Mine: ${words(mine.value)}`} />
        </RadioGroup>
      )}
    </li>
  );
}

export interface ConflictProps {
  /** What this form was opened with. */
  readonly base: SettingsReply;
  readonly theirs: SettingsReply;
  readonly mine: Draft;
  readonly onDecide: (draft: Draft) => void;
}

export function Conflict({ base, theirs, mine, onDecide }: ConflictProps) {
  const styles = useDecisionStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  const [kept, setKept] = useState<ReadonlySet<Field>>(new Set());
  useEffect(() => heading.current?.focus(), []);
  const [before, after] = [makeDraft(base.settings), makeDraft(theirs.settings)];
  const differences = compare(before, after, mine);
  const keep: Keep = (field, isMine) =>
    setKept(new Set(isMine ? [...kept, field] : [...kept].filter((one) => one !== field)));
  return (
    <section className={styles.box} aria-labelledby="conflict">
      <h2 className={styles.heading} id="conflict" ref={heading} tabIndex={-1}>
        Somebody changed the settings before you
      </h2>
      <p className={styles.line}>
        {theirs.changedBy ?? 'Somebody'} saved version {theirs.version}
        {theirs.reason !== null && `, because: ${theirs.reason}`}. Yours began from version {base.version}; nothing of
        it is saved yet.
      </p>
      {differences.length === 0 && <p className={styles.line}>They changed nothing that stands in this form.</p>}
      <ul className={styles.list}>
        {differences.map((difference) => (
          <DifferenceItem
            key={difference.field}
            difference={difference}
            kept={kept.has(difference.field)}
            onKeep={keep}
          />
        ))}
      </ul>
      <div className={styles.acts}>
        <Button appearance="primary" onClick={() => onDecide(rebase(before, after, mine, kept))}>
          Put my changes on top
        </Button>
        <Button onClick={() => onDecide(after)}>Take theirs, drop mine</Button>
      </div>
    </section>
  );
}
