/** Mail that left the house, as it went over the wire, and a way to answer it in the receiver's name. */
import { longTime, shortTime } from './dates';
import { AnswerForm } from './AnswerForm';
import { NothingOpen } from './NothingOpen';
import { step } from './step';
import { useApp, useUi, useWorld } from './useStore';
import { writePeople } from '../desk/people';
import type { Outbound } from '../mailbox/shapes';

export function Outside() {
  const app = useApp();
  const { outbound } = useUi();
  const mails = [...useWorld().outside].reverse();
  const keys = mails.map((mail) => mail.id);
  const open = mails.find((mail) => mail.id === outbound) ?? null;
  const choose = (id: string): void => app.ui.update((ui) => ({ ...ui, outbound: id }));
  const focusable = open?.id ?? keys[0];
  return (
    <>
      <section className="list" aria-label="List of mail that left">
        {mails.length === 0 && (
          <p className="empty">
            Mail that you send to somebody outside ends here. You can look at it as it went out, and answer it as the
            receiver.
          </p>
        )}
        <ul
          className="messages"
          hidden={mails.length === 0}
          role="listbox"
          aria-label="Mail that left"
          onKeyDown={(event) => step(event, keys, outbound, choose)}
        >
          {mails.map((mail) => (
            <li
              key={mail.id}
              role="option"
              aria-selected={mail.id === outbound}
              tabIndex={mail.id === focusable ? 0 : -1}
              data-key={mail.id}
              className="message"
              onClick={() => choose(mail.id)}
            >
              <span className="who">{writePeople(mail.recipients)}</span>
              <time dateTime={mail.at}>{shortTime(mail.at)}</time>
              <span className="subject">{mail.subject || '(no subject)'}</span>
              <span className="marks">{mail.answeredBy.length > 0 && <span className="tracked">Answered</span>}</span>
              <span className="preview">from {mail.from.name}</span>
            </li>
          ))}
        </ul>
      </section>
      <main className="item">
        {open ? (
          <OutsideMail key={open.id} mail={open} />
        ) : (
          <NothingOpen title="Mail that left">Choose a message to see it as it went out.</NothingOpen>
        )}
      </main>
    </>
  );
}

function OutsideMail({ mail }: { mail: Outbound }) {
  return (
    <article className="reading outside" aria-label={mail.subject}>
      <header>
        <h1>{mail.subject || '(no subject)'}</h1>
        <p>
          {writePeople([mail.from])} to {writePeople(mail.recipients)}{' '}
          <time dateTime={mail.at}>{longTime(mail.at)}</time>
        </p>
      </header>
      <AnswerForm mail={mail} />
      <h2>As it went over the wire</h2>
      <pre className="source" tabIndex={0} aria-label="Source of the message" data-testid="source">
        {mail.source}
      </pre>
    </article>
  );
}
