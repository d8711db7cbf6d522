/** The figures of a trial, with examples behind each. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { TrialChange, TrialExample, TrialResult } from '../../contract/trial';
import {
  changeNames,
  changeWords,
  countWords,
  mailsWords,
  numbersWords,
  outcomeInWords,
  spaceInWords,
  summaryWords,
} from './trialWords';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '12px',
    padding: '12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    background: tokens.colorNeutralBackground2,
    overflowWrap: 'anywhere',
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300 },
  line: { margin: 0 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  table: { borderCollapse: 'collapse', textAlign: 'left', overflowWrap: 'normal', maxWidth: '460px' },
  cell: { padding: '2px 16px 2px 0', fontWeight: tokens.fontWeightRegular, verticalAlign: 'top' },
  figure: { padding: '2px 16px 2px 0', textAlign: 'right' },
  summary: { cursor: 'pointer' },
  list: { margin: 0, padding: '8px 0 0 16px', display: 'grid', gap: '8px' },
  subject: { fontWeight: tokens.fontWeightSemibold },
});

function Totals({ result: { mails, before, after } }: { result: TrialResult }) {
  const styles = useStyles();
  const rest = ({ links, asked }: TrialResult['before']) => mails - links - asked;
  const rows: readonly (readonly [string, number, number])[] = [
    ['Linked without a question', before.links, after.links],
    ['Somebody is asked', before.asked, after.asked],
    ['Not linked', rest(before), rest(after)],
  ];
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.cell}>
            {mailsWords(mails)}
          </th>
          <th scope="col" className={styles.figure}>
            Today
          </th>
          <th scope="col" className={styles.figure}>
            Then
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, now, then]) => (
          <tr key={name}>
            <th scope="row" className={styles.cell}>
              {name}
            </th>
            <td className={styles.figure}>{now.toLocaleString('en-GB')}</td>
            <td className={styles.figure}>{then.toLocaleString('en-GB')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function whenceWords({ from, sentAt }: NonNullable<TrialExample['mail']>): string {
  const day = sentAt === null ? NaN : Date.parse(sentAt);
  const when = Number.isNaN(day) ? '' : `, ${new Date(day).toLocaleDateString('en-GB', { dateStyle: 'medium' })}`;
  return `${when}${from === null ? '' : `, from ${from}`}`;
}

function Example({ example: { mail, before, after } }: { example: TrialExample }) {
  const styles = useStyles();
  if (mail === null || before === null || after === null) return null;
  return (
    <li>
      <span className={styles.subject}>{mail.subject || 'Without a subject'}</span>
      <span className={styles.quiet}>{whenceWords(mail)}</span>
      <br />
      Today: {outcomeInWords(before)}
      <br />
      Then: {outcomeInWords(after)}
    </li>
  );
}

function Change({ name, change }: { name: TrialChange; change: TrialResult['changes'][TrialChange] }) {
  const styles = useStyles();
  const { count, examples } = change;
  const words = changeWords[name];
  if (count === 0)
    return (
      <p className={styles.line}>
        {words.name}: {countWords(count)}
      </p>
    );
  const shown = examples.filter(({ mail }) => mail !== null);
  const veiled = examples.length - shown.length;
  return (
    <details>
      <summary className={styles.summary}>
        {words.name}: {countWords(count)}
      </summary>
      <p className={styles.quiet}>
        {words.why}
        {count > examples.length && ` The newest ${examples.length}:`}
      </p>
      <ul className={styles.list} aria-label={`Examples: ${words.name}`}>
        {shown.map((example, n) => (
          <Example key={n} example={example} />
        ))}
      </ul>
      {veiled > 0 && <p className={styles.quiet}>{veiledWords(veiled)}</p>}
    </details>
  );
}

const veiledWords = (veiled: number) =>
  veiled === 1
    ? 'One of the examples is mail that is not yours to read.'
    : `${veiled} of the examples are mail that is not yours to read.`;

export function TrialResultView({ result, days }: { result: TrialResult; days: number }) {
  const styles = useStyles();
  const full = result.numbers.fullest.filter(({ taken }) => taken > 0);
  return (
    <section className={styles.box} aria-labelledby="trial-result">
      <h3 className={styles.heading} id="trial-result">
        What would have become of the mail of the last {days} days
      </h3>
      <p className={styles.line}>{summaryWords(result)}</p>
      {result.mails > 0 && <Totals result={result} />}
      {result.mails > 0 && changeNames.map((name) => <Change key={name} name={name} change={result.changes[name]} />)}
      <p className={styles.line}>{numbersWords(result.numbers)}</p>
      {full.length > 0 && (
        <details>
          <summary className={styles.summary}>Who has least left</summary>
          <ul className={styles.list}>
            {full.map((space) => (
              <li key={spaceInWords(space)}>{spaceInWords(space)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
