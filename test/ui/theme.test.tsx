/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import { Themed, luminance, toneOf } from '../../src/ui/theme';
import { dayWord, listWords } from '../../src/ui/words';

describe('O4 light or dark follows Outlook’s own background, else the system', () => {
  test.each<[string | null, boolean, 'light' | 'dark']>([
    ['#ffffff', true, 'light'],
    ['#FAF9F8', true, 'light'],
    ['#1f1f1f', false, 'dark'],
    ['#292929', false, 'dark'],
    ['000000', false, 'dark'],
    [null, true, 'dark'],
    [null, false, 'light'],
    ['', true, 'dark'],
    ['white', false, 'light'],
    ['rgb(0,0,0)', true, 'dark'],
  ])('%s, system wants dark %s: %s', (background, system, tone) => expect(toneOf(background, system)).toBe(tone));
});

test('O4 luminance is that of WCAG', () => {
  expect(luminance('#ffffff')).toBeCloseTo(1, 5);
  expect(luminance('#000000')).toBe(0);
  expect(luminance('#777777')).toBeCloseTo(0.1845, 3);
  expect(luminance('red')).toBeNull();
});

test('O4 the page around the pane takes the tone, so that nothing flashes white', () => {
  render(
    <Themed background="#1f1f1f">
      <p>Here</p>
    </Themed>,
  );
  expect(screen.getByText('Here')).toBeVisible();
  expect(document.documentElement.style.colorScheme).toBe('dark');
  expect(luminance(hexOf(document.body.style.background))).toBeLessThan(0.18);
});

const hexOf = (rgb: string) =>
  rgb.startsWith('#')
    ? rgb
    : `#${(rgb.match(/\d+/g) ?? [])
        .slice(0, 3)
        .map((part) => Number(part).toString(16).padStart(2, '0'))
        .join('')}`;

test('O1 days and lists as people write them', () => {
  const now = Date.parse('2026-11-21T12:00:00');
  expect(dayWord('2026-05-03T10:00:00', now)).toBe('on 3 May 2026');
  expect(dayWord('2026-11-21T09:05:00', now)).toBe('today at 09:05');
  expect(dayWord('nonsense', now)).toBe('an unknown day');
  expect([listWords([]), listWords(['a']), listWords(['a', 'b']), listWords(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});
