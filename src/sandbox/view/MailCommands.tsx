/** What Outlook itself offers for the message that lies open. */
import { Button } from '@fluentui/react-components';
import { ArchiveRegular } from '@fluentui/react-icons/svg/archive';
import { ArrowForwardRegular } from '@fluentui/react-icons/svg/arrow-forward';
import { ArrowReplyRegular } from '@fluentui/react-icons/svg/arrow-reply';
import { ArrowReplyAllRegular } from '@fluentui/react-icons/svg/arrow-reply-all';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { MailUnreadRegular } from '@fluentui/react-icons/svg/mail-unread';
import { answerTo } from '../desk/compose';
import { markUnread, moveMessage } from '../desk/mailActs';
import type { Mailbox, Message } from '../mailbox/shapes';
import { CategoryMenu } from './CategoryMenu';
import { useApp } from './useStore';

export function MailCommands({ message, mailbox }: { message: Message; mailbox: Mailbox }) {
  const app = useApp();
  const { id } = message;
  return (
    <>
      <Button
        appearance="subtle"
        icon={<ArrowReplyRegular />}
        aria-label="Reply"
        title="Reply"
        onClick={() => void answerTo(app, id, 'reply')}
      >
        <span className="words">Reply</span>
      </Button>
      <Button
        appearance="subtle"
        icon={<ArrowReplyAllRegular />}
        aria-label="Reply all"
        title="Reply all"
        onClick={() => void answerTo(app, id, 'replyAll')}
      >
        <span className="words">Reply all</span>
      </Button>
      <Button
        appearance="subtle"
        icon={<ArrowForwardRegular />}
        aria-label="Forward"
        title="Forward"
        onClick={() => void answerTo(app, id, 'forward')}
      >
        <span className="words">Forward</span>
      </Button>
      <span className="divider" />
      <Button
        appearance="subtle"
        icon={<ArchiveRegular />}
        title="Archive"
        aria-label="Archive"
        onClick={() => moveMessage(app, id, 'Archive')}
      />
      <Button
        appearance="subtle"
        icon={<DeleteRegular />}
        title="Delete"
        aria-label="Delete"
        onClick={() => moveMessage(app, id, 'Deleted Items')}
      />
      <Button
        appearance="subtle"
        icon={<MailUnreadRegular />}
        title="Mark as unread"
        aria-label="Mark as unread"
        onClick={() => markUnread(app, id)}
      />
      <CategoryMenu item={message} mailbox={mailbox} />
    </>
  );
}
