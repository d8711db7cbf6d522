/** Shows, while one types, one's next tokens, the longest there can be, a subject with one, and what becomes of earlier ones. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { SettingsReply } from '../../contract/settings';
import { writeToken } from '../../correlation/writeToken';
import type { AdminApi } from '../adminApi';
import { findFaults, type Draft } from '../draft';
import { layoutOf, previewToken, type TokenPart } from '../tokenParts';
import { OldTokens } from './OldTokens';
import { useNextTokens, type Next } from './useNextTokens';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '8px',
    padding: '12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    background: tokens.colorNeutralBackground2,
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300 },
  line: { margin: 0 },
  token: {
    fontFamily: tokens.fontFamilyMonospace,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
  parts: { margin: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px' },
  name: { fontWeight: tokens.fontWeightSemibold },
  why: { margin: 0, color: tokens.colorNeutralForeground2 },
});

interface TokenPreviewProps {
  readonly api: AdminApi;
  readonly draft: Draft;
  readonly stored: SettingsReply;
}

export function TokenPreview({ api, draft, stored }: TokenPreviewProps) {
  const styles = useStyles();
  const next = useNextTokens(api, draft);
  const preview = previewToken(draft, next === 'away' ? null : next);
  return (
    <section className={styles.box} aria-labelledby="preview">
      <h3 className={styles.heading} id="preview">
        Preview
      </h3>
      {preview === null ? (
        <p className={styles.line}>There is no preview until the fields above are right.</p>
      ) : (
        <>
          <Line words="Your next mail, written online" text={`Your offer ${preview.online}`} />
          <Line words="Written offline" text={`Your offer ${preview.offline}`} />
          <p className={styles.why}>{whoseWords(next)}</p>
          <Line
            words={`The longest, ${preview.longest.length} characters${growsWords(preview)}`}
            text={preview.longest}
          />
          <Sample draft={draft} token={preview.online} />
          <Parts parts={preview.parts} />
          <OldTokens layout={layoutOf(draft)} useTokens={draft.useTokens} earlier={stored.tokenLayouts} />
        </>
      )}
    </section>
  );
}

function Line({ words, text }: { words: string; text: string }) {
  const styles = useStyles();
  return (
    <p className={styles.line}>
      {words}: <span className={styles.token}>{text}</span>
    </p>
  );
}

function whoseWords(next: Next): string {
  if (next === 'away') return 'An example: the server could not say which numbers come next.';
  if (next === null || next.online === null) return `An example. ${next?.why ?? ''}`.trim();
  return 'These are your next numbers; looking takes none. A device that works offline may still use earlier ones it was lent.';
}

const growsWords = ({ longest, mostCharacters }: { readonly longest: string; readonly mostCharacters: number }) =>
  mostCharacters > longest.length ? ` (${mostCharacters} should numbers run out again and again)` : '';

const SUBJECT =
  'Minutes of our meeting in Gothenburg about the delivery of two hundred oak chairs, the forty beech tables for the reading room, the shelves that go along its northern wall, and who pays for the transport if the ferry does not sail in the week before the opening, as it did not last year and the year before';

/** Cut as it would be on sending. */
function Sample({ draft, token }: { draft: Draft; token: string }) {
  const wrong = findFaults(draft).subjectLength;
  if (wrong !== undefined) return null;
  const limit = Number(draft.subjectLength);
  const text = writeToken(`${SUBJECT}. ${SUBJECT}`.slice(0, 420), token, limit);
  return <Line words={`A subject of 420 characters, cut to ${text.length}`} text={text} />;
}

function Parts({ parts }: { parts: readonly TokenPart[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.parts}>
      {parts.map(({ text, name, why }) => (
        <div key={name}>
          <dt>
            <span className={styles.token}>{text}</span> <span className={styles.name}>{name}</span>
          </dt>
          <dd className={styles.why}>{why}</dd>
        </div>
      ))}
    </dl>
  );
}
