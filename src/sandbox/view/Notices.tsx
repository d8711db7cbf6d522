/** The bars that an add-in put above the open item. */
import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useApp, useStore } from './useStore';
import type { Notice } from '../host/context';

const INTENT = {
  informationalMessage: 'info',
  progressIndicator: 'info',
  errorMessage: 'error',
  insightMessage: 'info',
} as const;

export function Notices({ itemId }: { itemId: string }) {
  const notices: readonly Notice[] = useStore(useApp().services.notices)[itemId] ?? [];
  return notices.map((notice) => (
    <MessageBar key={notice.key} intent={INTENT[notice.type]} data-testid="notice">
      <MessageBarBody>{notice.message}</MessageBarBody>
    </MessageBar>
  ));
}
