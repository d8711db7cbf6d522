/** The settings as a reader without the permission to change them sees them. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Settings } from '../contract/settings';
import { valueWords } from './choices';
import { fields, fieldWords, makeDraft } from './draft';

const useStyles = makeStyles({
  list: { margin: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px' },
  name: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0 },
});

export function SettingsList({ settings }: { settings: Settings }) {
  const styles = useStyles();
  const draft = makeDraft(settings);
  return (
    <dl className={styles.list}>
      {fields.map((field) => (
        <div key={field}>
          <dt className={styles.name}>{fieldWords[field]}</dt>
          <dd className={styles.value}>{valueWords(field, draft[field])}</dd>
        </div>
      ))}
    </dl>
  );
}
