/** Which version of the settings one looks at, by whom, and why. */
import { Text } from '@fluentui/react-components';
import type { SettingsReply } from '../contract/settings';

export function VersionLine({ stored }: { stored: SettingsReply }) {
  const { version, changedBy, reason } = stored;
  const by = changedBy === null ? '' : `, saved by ${changedBy}`;
  return (
    <Text as="p" block>
      Version {version}
      {by}
      {reason === null ? '.' : `: ${reason}`}
    </Text>
  );
}
