/** The bars that an add-in put above the open item. */
import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { showPane } from '../desk/app';
import { dismissNotice } from '../desk/commands';
import { useApp, useStore } from './useStore';
import type { Notice } from '../host/context';

const INTENT = {
  informationalMessage: 'info',
  progressIndicator: 'info',
  errorMessage: 'error',
  insightMessage: 'info',
} as const;

export function Notices({ itemId }: { itemId: string }) {
  const app = useApp();
  const notices: readonly Notice[] = useStore(app.services.notices)[itemId] ?? [];
  return notices.map((notice) => (
    <MessageBar key={notice.key} intent={INTENT[notice.type]} data-testid="notice" layout="multiline">
      <MessageBarBody>{notice.message}</MessageBarBody>
      <MessageBarActions>
        {notice.actions?.map(({ actionText, commandId }) => (
          <PaneAction key={commandId} text={actionText ?? 'Open'} commandId={commandId ?? ''} />
        ))}
        <Button size="small" onClick={() => dismissNotice(app, itemId, notice.key)}>
          Dismiss
        </Button>
      </MessageBarActions>
    </MessageBar>
  ));
}

/** The one kind of action there is: it opens the pane of one of the add-in's buttons. */
function PaneAction({ text, commandId }: { text: string; commandId: string }) {
  const app = useApp();
  const command = Object.values(app.addIn.surfaces)
    .flat()
    .flatMap((group) => group.commands)
    .find(({ id }) => id === commandId);
  if (!command) return null;
  return (
    <Button size="small" onClick={() => showPane(app, command)}>
      {text}
    </Button>
  );
}
