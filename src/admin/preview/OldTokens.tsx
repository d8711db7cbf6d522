/** Every layout that tokens were ever written in, and what an answer to such mail will do once this form is saved. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { TokenLayout } from '../../correlation/policy';
import { readAnswer } from './readAnswer';

const useStyles = makeStyles({
  heading: { margin: 0, fontSize: tokens.fontSizeBase300 },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '4px', overflowWrap: 'anywhere' },
});

interface OldTokensProps {
  /** Of the form. */
  readonly layout: TokenLayout;
  readonly useTokens: boolean;
  /** Newest first: the first is the one in force. */
  readonly earlier: readonly TokenLayout[];
}

const isSame = (a: TokenLayout, b: TokenLayout) =>
  a.prefix === b.prefix && a.userDigits === b.userDigits && a.counterDigits === b.counterDigits;

const layoutWords = ({ prefix, userDigits, counterDigits }: TokenLayout) =>
  `${prefix} with ${userDigits} + ${counterDigits} digits`;

export function OldTokens({ layout, useTokens, earlier }: OldTokensProps) {
  const styles = useStyles();
  const layouts = [layout, ...earlier.filter((one) => !isSame(one, layout))];
  const changed = earlier[0] !== undefined && !isSame(earlier[0], layout);
  return (
    <>
      <h4 className={styles.heading}>
        {changed ? 'Mail that was sent before this change' : 'Mail that was sent before'}
      </h4>
      <p className={styles.line}>
        Tokens in old mail stay readable for ever. In use so far: {earlier.map(layoutWords).join('; ')}.
      </p>
      <ul className={styles.list}>
        {earlier.map((one) => {
          const { token, sentence } = readAnswer(one, { layouts, useTokens });
          return <li key={`${one.prefix} ${token}`}>{sentence}</li>;
        })}
      </ul>
    </>
  );
}
