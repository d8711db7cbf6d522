/** Every setting with one plain sentence. */
import { makeStyles } from '@fluentui/react-components';
import { Choice, Colour, Group, OnOff, Typed, type SettingsFieldsProps } from './controls';
import { bounds, longest } from './draft';
import { SendingFields } from './SendingFields';
import { SmartFields } from './SmartFields';
import { TokenPreview } from './TokenPreview';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    alignItems: 'start',
    gap: '16px',
  },
});

export function SettingsFields(props: SettingsFieldsProps) {
  const styles = useStyles();
  const { draft, stored } = props;
  return (
    <>
      <Group id="matching" title="How mail finds its record">
        <OnOff
          {...props}
          name="useCorrelation"
          hint="Replies find their thread by mail headers and Outlook’s conversation index."
        />
        <OnOff {...props} name="useTokens" hint="Replies find their thread by the token in the subject." />
        <SmartFields {...props} />
        <Choice {...props} name="forwards" hint="What happens to mail that forwards a tracked mail." />
        <Choice
          {...props}
          name="withoutOutsiders"
          hint="What happens to a reply or forward from which everybody outside your organisation was removed."
        />
        <Choice {...props} name="closedRecords" hint="What happens to mail whose record is closed or lost." />
      </Group>
      <Group id="token" title="Tracking token">
        <div className={styles.row}>
          <Typed {...props} name="prefix" hint={`1 to ${longest.prefix} characters before the number.`} />
          <Typed
            {...props}
            name="tokenBase"
            hint="Added to every user number. Give each deployment its own, and their tokens never meet."
          />
          <Typed
            {...props}
            name="userDigits"
            hint={`${bounds.userDigits.minimum} to ${bounds.userDigits.maximum} digits say who wrote the mail.`}
          />
          <Typed
            {...props}
            name="counterDigits"
            hint={`${bounds.counterDigits.minimum} to ${bounds.counterDigits.maximum} digits count the activities of one person.`}
          />
        </div>
        <TokenPreview draft={draft} earlier={stored.tokenLayouts} />
        <Typed
          {...props}
          name="subjectLength"
          hint={`${bounds.subjectLength.minimum} to ${bounds.subjectLength.maximum} characters. A longer subject is shortened to make room; the token never is.`}
        />
      </Group>
      <SendingFields {...props} />
      <Group id="category" title="Outlook category">
        <Typed {...props} name="categoryName" hint="Outlook shows this category on every tracked message." />
        <Colour {...props} />
      </Group>
    </>
  );
}
