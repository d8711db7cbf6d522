/** By whose rule smart matching goes, for those who compare. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { Setting, type SettingsFieldsProps } from './controls';
import { smartKnobs } from './settingGroups';

const useStyles = makeStyles({
  advanced: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '16px', paddingLeft: '16px' },
  summary: { cursor: 'pointer', paddingBottom: '8px', color: tokens.colorNeutralForeground2 },
});

export function SmartAdvanced(props: SettingsFieldsProps) {
  const styles = useStyles();
  const { draft, stored } = props;
  return (
    // Begins open where it was used, and is the reader's from then on.
    <details open={stored.settings.smartRule === 'dynamics' ? true : undefined}>
      <summary className={styles.summary}>Smart matching, advanced</summary>
      <div className={styles.advanced}>
        <Setting {...props} name="smartRule" />
        {draft.smartRule === 'dynamics' && smartKnobs.map((name) => <Setting {...props} key={name} name={name} />)}
      </div>
    </details>
  );
}
