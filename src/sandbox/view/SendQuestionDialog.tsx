import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { mayNotWait } from '../desk/sendRule';
import type { SendQuestion } from '../desk/ui';
import { useApp, useUi } from './useStore';

const TITLES: Readonly<Record<SendQuestion['kind'], (addIn: string) => string>> = {
  refused: (addIn) => `${addIn} asks`,
  away: (addIn) => `${addIn} asks`,
  slow: () => 'Still working',
  noRecipients: () => 'Nobody to send to',
};

/** What Outlook shows when an add-in's send handler objects, takes long, or is away. */
export function SendQuestionDialog() {
  const { question } = useUi();
  const { addIn } = useApp();
  if (!question) return null;
  const canSend = mayNotWait(question.mode);
  return (
    <Dialog open modalType="alert" onOpenChange={(_event, { open }) => !open && question.answer('stay')}>
      <DialogSurface data-testid="send-question">
        <DialogBody>
          <DialogTitle>{TITLES[question.kind](addIn.name)}</DialogTitle>
          <DialogContent>{question.message}</DialogContent>
          <DialogActions>
            {canSend && (
              <Button appearance="primary" onClick={() => question.answer('send')}>
                Send anyway
              </Button>
            )}
            <Button appearance={canSend ? 'secondary' : 'primary'} onClick={() => question.answer('stay')}>
              {question.cancelLabel}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
