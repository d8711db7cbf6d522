/** A small Outlook in a browser tab: it reads the manifest, fills the mailboxes and shows them. */
import { FluentProvider, webDarkTheme, webLightTheme, teamsHighContrastTheme } from '@fluentui/react-components';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { openApp } from './desk/open';
import type { App } from './desk/app';
import { AppContext, useUi } from './view/useStore';
import { Shell } from './view/Shell';

const THEMES = { light: webLightTheme, dark: webDarkTheme, contrast: teamsHighContrastTheme };

function Themed() {
  const { theme } = useUi();
  useEffect(() => document.documentElement.setAttribute('data-theme', theme), [theme]);
  return (
    <FluentProvider theme={THEMES[theme]}>
      <Shell />
    </FluentProvider>
  );
}

const Page = ({ app }: { app: App }) => (
  <AppContext value={app}>
    <Themed />
  </AppContext>
);

const root = createRoot(document.getElementById('root') ?? document.body);
openApp().then(
  (app) => root.render(<Page app={app} />),
  (error: unknown) => {
    console.error(error);
    root.render(
      <p role="alert" style={{ padding: 24 }}>
        The sandbox could not start: {String(error)}
      </p>,
    );
  },
);
