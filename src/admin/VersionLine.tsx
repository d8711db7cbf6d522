/** Which version of the settings one looks at, by whom, and why. */
import { makeStyles } from '@fluentui/react-components';
import type { SettingsReply } from '../contract/settings';

const useStyles = makeStyles({ line: { margin: 0 } });

function versionWords({ version, changedBy, reason }: SettingsReply): string {
  if (changedBy === null && reason === null)
    return 'Nobody has changed the settings yet: these are the ones it came with.';
  return `Version ${version}${changedBy === null ? '' : `, saved by ${changedBy}`}${reason === null ? '.' : `: ${reason}`}`;
}

export function VersionLine({ stored }: { stored: SettingsReply }) {
  const styles = useStyles();
  return <p className={styles.line}>{versionWords(stored)}</p>;
}
