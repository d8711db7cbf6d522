/**
 * One theme for every page. Outlook's own background colour decides where it is known; otherwise the system does.
 * High contrast is left to the browser's forced colours, which Fluent's components follow.
 */
import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useLayoutEffect, useSyncExternalStore, type ReactNode } from 'react';

export type Tone = 'light' | 'dark';

/** Relative luminance after WCAG 2.x, 0..1; null where the text is no colour of the form #rrggbb. */
export function luminance(colour: string): number | null {
  const hex = /^#?([0-9a-f]{6})/i.exec(colour.trim())?.[1];
  if (hex === undefined) return null;
  const [r, g, b] = [0, 2, 4].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** `background` is Outlook's, or null where Outlook does not tell; then the system's wish counts. */
export function toneOf(background: string | null, systemWantsDark: boolean): Tone {
  const light = background === null ? null : luminance(background);
  if (light === null) return systemWantsDark ? 'dark' : 'light';
  return light < 0.18 ? 'dark' : 'light';
}

const DARK = '(prefers-color-scheme: dark)';
const mediaOf = () => (typeof matchMedia === 'function' ? matchMedia(DARK) : null);

function watchSystem(changed: () => void): () => void {
  const media = mediaOf();
  media?.addEventListener('change', changed);
  return () => media?.removeEventListener('change', changed);
}

const systemWantsDark = () => mediaOf()?.matches ?? false;

export function Themed({ background = null, children }: { background?: string | null; children: ReactNode }) {
  const dark = useSyncExternalStore(watchSystem, systemWantsDark);
  const tone = toneOf(background, dark);
  const theme = tone === 'dark' ? webDarkTheme : webLightTheme;
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = tone;
    document.body.style.background = theme.colorNeutralBackground1;
  }, [tone, theme]);
  return (
    <FluentProvider theme={theme} style={{ minHeight: '100vh' }}>
      {children}
    </FluentProvider>
  );
}
