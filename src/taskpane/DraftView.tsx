/** Before sending: who the recipients are, and what can honestly be done now. */
import type { ResolvedPerson } from '../contract/records';
import type { Draft } from '../outlook/readDraft';
import { People } from './People';
import { usePaneStyles } from './styles';

export function DraftView({ draft, people }: { draft: Draft; people: readonly ResolvedPerson[] }) {
  const styles = usePaneStyles();
  const names = new Map(draft.people.map(({ address, name }) => [address.toLowerCase(), name]));
  const thing = draft.kind === 'message' ? 'message' : 'appointment';
  return (
    <>
      <section className={styles.part}>
        <h1 className={styles.headline}>Not sent yet</h1>
        <p className={styles.line}>
          Nothing of this {thing} is tracked while you write it. Once it is sent, open it in{' '}
          {thing === 'message' ? 'Sent Items' : 'the calendar'} to track it.
        </p>
        {people.length === 0 && <p className={styles.quiet}>Add recipients to see the records they belong to.</p>}
      </section>
      <People people={people} names={names} known={null} busy={false} />
    </>
  );
}
