/** Smart matching: how far it may go, and, for those who compare, by whose rule. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { Choice, Typed, type SettingsFieldsProps } from './controls';
import { bounds, knobs } from './draft';

const useStyles = makeStyles({
  advanced: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '16px', paddingLeft: '16px' },
  summary: { cursor: 'pointer', paddingBottom: '8px', color: tokens.colorNeutralForeground2 },
});

const from = (field: keyof typeof bounds) => `${bounds[field].minimum} to ${bounds[field].maximum}`;

export function SmartFields(props: SettingsFieldsProps) {
  const styles = useStyles();
  const { draft, stored } = props;
  return (
    <>
      <Choice
        {...props}
        name="smartMatching"
        hint="Where headers and token are lost, subject, people and time tell. In five public archives 999 of 1,000 automatic links and 98 of 100 suggestions were right."
      />
      {/* Begins open where it was used, and is the reader's from then on. */}
      <details open={stored.settings.smartRule === 'dynamics' ? true : undefined}>
        <summary className={styles.summary}>Smart matching, advanced</summary>
        <div className={styles.advanced}>
          <Choice
            {...props}
            name="smartRule"
            hint="Dynamics 365 compares words and people and weighs nothing: in public archives 94 to 98 of 100 of its links are right. It looks through your newest 5,000 tracked mails when you turn it on, and every one tracked since."
          />
          {draft.smartRule === 'dynamics' && <Knobs {...props} />}
        </div>
      </details>
    </>
  );
}

function Knobs(props: SettingsFieldsProps) {
  return (
    <>
      <Typed
        {...props}
        name="HashFilterKeywords"
        hint={`${knobs.HashFilterKeywords}. A regular expression in the syntax of RE2: what it matches is left out of the subject. Empty: nothing is.`}
      />
      <Typed
        {...props}
        name="HashMaxCount"
        hint={`${knobs.HashMaxCount}, ${from('HashMaxCount')}. The words behind these are not compared. Dynamics begins with 20.`}
      />
      <Typed
        {...props}
        name="HashDeltaSubjectCount"
        hint={`${knobs.HashDeltaSubjectCount}, ${from('HashDeltaSubjectCount')}. 0: both subjects have the very same words, in any order.`}
      />
      <Typed
        {...props}
        name="HashMinAddressCount"
        hint={`${knobs.HashMinAddressCount}, ${from('HashMinAddressCount')}. Sender and recipients count alike. Dynamics begins with 2.`}
      />
    </>
  );
}
