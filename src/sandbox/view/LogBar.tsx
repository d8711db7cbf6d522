/** What the host noted: refusals an add-in has to live with, and loud ones that are a fault of somebody. */
import { Button } from '@fluentui/react-components';
import { undoSend } from '../desk/send';
import { useApp, useUi } from './useStore';

export function LogBar() {
  const app = useApp();
  const { log, logOpen, said, justSent } = useUi();
  const loud = log.filter((line) => line.loud);
  const newest = loud.at(-1);
  const toggle = (): void => app.ui.update((ui) => ({ ...ui, logOpen: !ui.logOpen }));
  return (
    <footer className="foot">
      {logOpen && (
        <ol className="log" aria-label="What the host noted" tabIndex={0}>
          {log.length === 0 && <li>Nothing yet.</li>}
          {log.map((line) => (
            <li key={line.id} className={line.loud ? 'loud' : ''}>
              {line.text}
            </li>
          ))}
        </ol>
      )}
      <div className="foot-line">
        <span role="status" className="said">
          {said}
        </span>
        {justSent && (
          <Button size="small" appearance="primary" onClick={() => void undoSend(app)}>
            Undo send
          </Button>
        )}
        {newest && (
          <span role="alert" className="loud" data-testid="fault">
            {newest.text}
          </span>
        )}
        <Button size="small" appearance="transparent" aria-expanded={logOpen} onClick={toggle}>
          Host notes: {log.length}
          {loud.length > 0 && `, ${loud.length} loud`}
        </Button>
      </div>
    </footer>
  );
}
