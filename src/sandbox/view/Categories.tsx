import type { Mailbox } from '../mailbox/shapes';

/** Outlook's 25 presets, near enough to tell them apart on light and dark. */
const PRESETS = [
  '#e74856',
  '#e8741a',
  '#b0724a',
  '#e0b000',
  '#2f9e44',
  '#1aa3a3',
  '#7a8a2a',
  '#3b7ddd',
  '#8e5bd0',
  '#c2407f',
  '#7d8ea3',
  '#4f5f74',
  '#8a8a8a',
  '#5c5c5c',
  '#303030',
  '#a8202c',
  '#b1510c',
  '#6e4023',
  '#9a7a00',
  '#1d6b2d',
  '#0f6b6b',
  '#565f14',
  '#1f4f99',
  '#5a2f91',
  '#86235a',
];

type Known = Pick<Mailbox, 'masterCategories'>;

function colourOf({ masterCategories }: Known, name: string): string {
  const preset = masterCategories.find((category) => category.displayName === name)?.color ?? 'None';
  return PRESETS[Number(preset.replace('Preset', ''))] ?? '#8a8a8a';
}

/** For the list: a dot each, with its name for the ear. */
export function CategoryDots({ names, ...known }: { names: readonly string[] } & Known) {
  return names.map((name) => (
    <span key={name} className="category-dot" title={name} style={{ background: colourOf(known, name) }}>
      <span className="unseen">, category {name}</span>
    </span>
  ));
}

/** For the reading pane: name and colour. */
export function CategoryTags({ names, mailbox }: { names: readonly string[]; mailbox: Mailbox }) {
  if (names.length === 0) return null;
  return (
    <ul className="category-tags" aria-label="Categories">
      {names.map((name) => (
        <li key={name}>
          <span className="category-dot" style={{ background: colourOf(mailbox, name) }} />
          {name}
        </li>
      ))}
    </ul>
  );
}
