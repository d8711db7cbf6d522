/** The body of one mail, asked for when the reader wants it, shown where nothing in it can act. */
import { Button, ToggleButton, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { Reply } from '../contract/endpoints';
import type { Api } from './api';
import { ProblemBar } from '../ui/ProblemBar';
import { Skeleton } from '../ui/Skeleton';
import { useLoad } from '../ui/useLoad';
import { makeBodyDocument, type Link } from './bodyDocument';
import { bodyHeight } from './bodyHeight';

const useStyles = makeStyles({
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', paddingTop: '8px' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  note: { margin: 0, flex: '1 1 220px', color: tokens.colorNeutralForeground2 },
  // White paper in every theme: mail is written for it.
  paper: {
    boxSizing: 'border-box',
    display: 'block',
    width: '100%',
    minHeight: '72px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    background: '#fff',
    colorScheme: 'light',
  },
  text: {
    margin: 0,
    padding: '12px',
    maxHeight: '70vh',
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyBase,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    background: tokens.colorNeutralBackground1,
  },
  links: { margin: 0, paddingLeft: '20px' },
});

function Links({ links }: { links: readonly Link[] }) {
  const styles = useStyles();
  return (
    <details>
      <summary>{links.length === 1 ? 'The link in this mail' : `The ${links.length} links in this mail`}</summary>
      <ul className={styles.links}>
        {links.map(({ address, text }) => (
          <li key={address}>
            {text && text !== address && `${text}: `}
            <a href={address} target="_blank" rel="noreferrer noopener">
              {address}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface PaperProps {
  readonly html: string;
  readonly title: string;
  readonly tall: boolean;
}

function Paper({ html, title, tall }: PaperProps) {
  const styles = useStyles();
  const [pictures, setPictures] = useState(false);
  const { srcdoc, waiting, links } = useMemo(() => makeBodyDocument(html, pictures), [html, pictures]);
  const height = useMemo(() => bodyHeight(html, Math.min(window.innerWidth - 70, 880)), [html]);
  return (
    <>
      {waiting > 0 && (
        <div className={styles.acts}>
          <p className={styles.note}>
            {waiting === 1 ? '1 picture lies' : `${waiting} pictures lie`} on other machines. Loading tells them that
            this mail was read.
          </p>
          <Button size="small" onClick={() => setPictures(true)}>
            Load pictures
          </Button>
        </div>
      )}
      <iframe
        className={styles.paper}
        style={{ height: tall ? '85vh' : `${height}px` }}
        title={title}
        sandbox=""
        srcDoc={srcdoc}
        tabIndex={0}
        referrerPolicy="no-referrer"
      />
      {links.length > 0 && <Links links={links} />}
    </>
  );
}

type Stored = Reply<'body'>;

const NO_TEXT =
  'There is no text of this mail here: as your organisation decided it was not stored, or is gone by its age or by a wish.';

function Readable({ html, text, subject }: Stored & { subject: string }) {
  const styles = useStyles();
  const [plain, setPlain] = useState(html === null);
  const [tall, setTall] = useState(false);
  if (!html && !text) return <p className={styles.note}>{NO_TEXT}</p>;
  return (
    <>
      {html && (
        <div className={styles.acts}>
          {text && (
            <ToggleButton size="small" checked={plain} onClick={() => setPlain(!plain)}>
              Plain text
            </ToggleButton>
          )}
          {!plain && (
            <ToggleButton size="small" checked={tall} onClick={() => setTall(!tall)}>
              Taller
            </ToggleButton>
          )}
        </div>
      )}
      {html && !plain ? (
        <Paper html={html} title={`Text of ${subject}`} tall={tall} />
      ) : (
        <pre className={styles.text} tabIndex={0} role="region" aria-label={`Plain text of ${subject}`} dir="auto">
          {text}
        </pre>
      )}
    </>
  );
}

export function MailBody({ api, activityId, subject }: { api: Api; activityId: string; subject: string }) {
  const styles = useStyles();
  const [body, again] = useLoad(
    useCallback((signal: AbortSignal) => api.call('body', { params: { activityId }, signal }), [api, activityId]),
  );
  return (
    <div className={styles.stack}>
      {body.state === 'loading' && <Skeleton widths={['90%', '75%', '82%', '40%']} />}
      {body.state === 'failed' && <ProblemBar problem={body.problem} onRetry={again} />}
      {body.state === 'ready' && <Readable {...body.value} subject={subject} />}
    </div>
  );
}
