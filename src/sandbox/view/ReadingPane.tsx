import { isTracked } from '../desk/tracked';
import type { FileOnMail, Mailbox, Message, Person } from '../mailbox/shapes';
import { CategoryTags } from './Categories';
import { longTime } from './dates';
import { MailBody } from './MailBody';
import { NothingOpen } from './NothingOpen';
import { Notices } from './Notices';

interface Props {
  readonly message: Message | null;
  readonly mailbox: Mailbox;
  readonly dark: boolean;
}

export function ReadingPane({ message, mailbox, dark }: Props) {
  if (!message) return <NothingOpen title="Mail">Choose a message to read it here.</NothingOpen>;
  return (
    <article className="reading" aria-label={message.subject || 'Message without subject'} data-testid="reading">
      <header>
        <h1>{message.subject || '(no subject)'}</h1>
        <CategoryTags names={message.categories} mailbox={mailbox} />
        <p className="from">
          <strong>{message.from?.name ?? '(unknown sender)'}</strong>{' '}
          {message.from && <span className="address">&lt;{message.from.address}&gt;</span>}
          <time dateTime={message.sentAt}>{longTime(message.sentAt)}</time>
        </p>
        <People label="To" people={message.to} />
        <People label="Cc" people={message.cc} />
        {isTracked(message) && <p className="unseen">This message is tracked.</p>}
      </header>
      <Notices itemId={message.id} />
      <Files files={message.attachments.filter((file) => !file.inline)} />
      <MailBody body={message.body} attachments={message.attachments} dark={dark} />
    </article>
  );
}

function People({ label, people }: { label: string; people: readonly Person[] }) {
  if (people.length === 0) return null;
  return (
    <p className="people">
      <span className="label">{label}:</span>{' '}
      {people.map((one) => (one.name === one.address ? one.address : `${one.name} <${one.address}>`)).join('; ')}
    </p>
  );
}

function Files({ files }: { files: readonly FileOnMail[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label="Attachments">
      {files.map((file) => (
        <li key={file.id}>
          {file.name} <span className="size">{sizeOf(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 ** 2
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
