import type { Theme } from './ui';

/** The four colours that Outlook tells its add-ins, as numbers 0xRRGGBB. */
export function officeThemeOf(theme: Theme): Record<string, number> {
  const [back, fore, controls] = COLOURS[theme];
  return {
    bodyBackgroundColor: back,
    bodyForegroundColor: fore,
    controlBackgroundColor: controls,
    controlForegroundColor: fore,
  };
}

const COLOURS: Readonly<Record<Theme, readonly [back: number, fore: number, controls: number]>> = {
  light: [0xffffff, 0x242424, 0xf5f5f5],
  dark: [0x292929, 0xffffff, 0x1f1f1f],
  contrast: [0x000000, 0xffffff, 0x000000],
};
