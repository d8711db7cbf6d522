/** What happens to mail that your people send. */
import { Choice, Group, Lines, OnOff, Typed, type SettingsFieldsProps } from './controls';
import { bounds } from './draft';

export function SendingFields(props: SettingsFieldsProps) {
  return (
    <Group id="sending" title="Mail that is sent">
      <OnOff
        {...props}
        name="tokensInSubject"
        hint="Off: tracked mail is sent without a token; replies still find their thread by mail headers."
      />
      <Typed
        {...props}
        name="activeDays"
        hint={`A number is given again when its thread was silent for so many days, ${bounds.activeDays.minimum} to ${bounds.activeDays.maximum}.`}
      />
      <Choice
        {...props}
        name="whenNumbersRunOut"
        hint="What happens when every number of a person belongs to an active thread."
      />
      <Choice
        {...props}
        name="autoTrack"
        hint="Mail to people outside your organisation that is tracked when it is sent, without a click."
      />
      <Lines
        {...props}
        name="neverTrack"
        hint="Addresses and domains, one a line. Mail to them is tracked only when somebody asks for it."
      />
      <OnOff
        {...props}
        name="trackPrivate"
        hint="On: mail marked personal, private or confidential is tracked on sending like other mail."
      />
      <OnOff
        {...props}
        name="internalAsTwo"
        hint="On: mail between two users is an activity for the sender and one for the recipient. Off: one for both."
      />
    </Group>
  );
}
