/** The add-in's pane beside the item: 320 px, its own frame, its own line to us. */
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { PinFilled, PinRegular } from '@fluentui/react-icons/svg/pin';
import { useEffect, useRef } from 'react';
import { closePane, togglePin, type App } from '../desk/app';
import { officeThemeOf } from '../desk/officeTheme';
import { watchDraft } from '../desk/watchDraft';
import { openSession, type RunningSession } from '../host/session';
import { mailboxOf } from '../mailbox/world';
import type { ItemRef } from '../host/context';
import type { Pane } from '../desk/ui';
import { useApp, useUi } from './useStore';

export function PaneDock({ pane, item }: { pane: Pane; item: ItemRef | null }) {
  const app = useApp();
  return (
    <section className="pane" aria-label={`${pane.title} pane`} data-testid="pane">
      <header className="pane-head">
        <h2>{pane.title}</h2>
        {pane.pinnable && (
          <Button
            size="small"
            appearance="subtle"
            icon={pane.pinned ? <PinFilled /> : <PinRegular />}
            aria-pressed={pane.pinned}
            aria-label="Pin the pane"
            title={
              pane.pinned
                ? 'Pinned: the pane follows the message you open'
                : 'Pin: keep the pane open for the next message'
            }
            onClick={() => togglePin(app)}
          />
        )}
        <Button
          size="small"
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label="Close the pane"
          onClick={() => closePane(app)}
        />
      </header>
      <PaneFrame key={`${pane.opening}`} pane={pane} item={item} />
    </section>
  );
}

const THEME = 'officeThemeChanged';
const themeNow = (app: App): string[] => [JSON.stringify(officeThemeOf(app.ui.get().theme))];

function PaneFrame({ pane, item }: { pane: Pane; item: ItemRef | null }) {
  const app = useApp();
  const { user, theme } = useUi();
  const place = useRef<HTMLDivElement>(null);
  const running = useRef<RunningSession | null>(null);
  const shown = useRef(item);

  useEffect(() => {
    const owner = mailboxOf(app.world.get(), user)?.owner;
    if (!place.current || !owner) return undefined;
    const session = openSession({
      services: app.services,
      addIn: app.addIn,
      user: owner,
      item: shown.current,
      url: pane.url,
      label: pane.title,
      into: place.current,
      hidden: false,
      // This build of office.js knows no theme when it starts; it is told as soon as it listens.
      onRegistered: (event) => event === THEME && session.fire(THEME, themeNow(app)),
    });
    running.current = session;
    return () => {
      running.current = null;
      session.close();
    };
  }, [app, user, pane.url, pane.title]);

  useEffect(() => {
    if (shown.current?.id === item?.id && shown.current?.mode === item?.mode) return;
    shown.current = item;
    running.current?.changeItem(item);
  }, [item]);

  useEffect(() => {
    const session = running.current;
    if (!session) return;
    session.frame.element.style.colorScheme = theme === 'light' ? 'light' : 'dark';
    session.fire(THEME, themeNow(app));
  }, [app, theme]);

  useEffect(
    () => watchDraft(app.world, user, item, (event, data) => running.current?.fire(event, data)),
    [app, user, item],
  );

  return <div className="pane-frame" ref={place} />;
}
