/** The add-in's own buttons for what lies open, as its manifest words them. */
import { Button, Tooltip } from '@fluentui/react-components';
import { showPane } from '../desk/app';
import { runCommand } from '../desk/commands';
import type { Current } from '../desk/current';
import type { Command } from '../manifest/addIn';
import type { App } from '../desk/app';
import { useApp } from './useStore';

export function Ribbon({ current }: { current: Current }) {
  const app = useApp();
  const commands = app.addIn.surfaces[current.surface]
    .flatMap((group) => group.commands)
    .flatMap((command) => (command.items.length ? command.items : [command]));
  return commands.map((command) => (
    <Tooltip key={command.id} content={command.description || command.title} relationship="description">
      <Button
        appearance="subtle"
        icon={
          command.icons['20'] || command.icons['16'] ? (
            <img src={command.icons['20'] ?? command.icons['16']} width={20} height={20} alt="" />
          ) : null
        }
        disabled={current.ref === null}
        onClick={() => act(app, command, current)}
      >
        {command.label}
      </Button>
    </Tooltip>
  ));
}

function act(app: App, command: Command, current: Current): void {
  if (command.action?.do === 'executeFunction') void runCommand(app, command, current);
  else showPane(app, command);
}
