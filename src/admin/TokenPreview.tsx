/** Shows, while one types, what a token will look like and what each part of it says. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { SettingsReply } from '../contract/settings';
import type { Draft } from './draft';
import { previewToken } from './tokenParts';

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
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

type Layout = SettingsReply['tokenLayouts'][number];
const layoutWords = ({ prefix, userDigits, counterDigits }: Layout) =>
  `${prefix} with ${userDigits} + ${counterDigits} digits`;

export function TokenPreview({ draft, earlier }: { draft: Draft; earlier: readonly Layout[] }) {
  const styles = useStyles();
  const preview = previewToken(draft);
  return (
    <section className={styles.box} aria-labelledby="preview">
      <h3 className={styles.heading} id="preview">
        Preview
      </h3>
      {preview === null && <p className={styles.line}>There is no preview until the fields above are right.</p>}
      {preview !== null && (
        <>
          <p className={styles.line}>
            Written online: <span className={styles.token}>Your offer {preview.online}</span>
          </p>
          <p className={styles.line}>
            Written offline: <span className={styles.token}>Your offer {preview.offline}</span>
          </p>
          <dl className={styles.parts}>
            {preview.parts.map(({ text, name, why }) => (
              <div key={name}>
                <dt>
                  <span className={styles.token}>{text}</span> <span className={styles.name}>{name}</span>
                </dt>
                <dd className={styles.why}>{why}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {earlier.length > 0 && (
        <p className={styles.quiet}>
          Tokens in old mail stay readable for ever. In use so far: {earlier.map(layoutWords).join('; ')}.
        </p>
      )}
    </section>
  );
}
