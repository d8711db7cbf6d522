/**
 * A button as Fluent draws it. Fluent's own brings 10 kB gzip with it, most of it a table of theme names; this one is
 * for the first paint. It is a plain button: the browser gives it its keys, its role and its forced colours.
 */
import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { ComponentProps, MouseEvent } from 'react';
import { token } from './token';

const edge = (color: string) => `1px solid ${color}`;

const useStyles = makeStyles({
  button: {
    boxSizing: 'border-box',
    minHeight: '32px',
    padding: '5px 12px',
    border: edge(token('colorNeutralStroke1')),
    borderRadius: token('borderRadiusMedium'),
    background: token('colorNeutralBackground1'),
    color: token('colorNeutralForeground1'),
    font: 'inherit',
    fontWeight: token('fontWeightSemibold'),
    lineHeight: token('lineHeightBase300'),
    overflowWrap: 'anywhere',
    cursor: 'pointer',
    ':hover': { background: token('colorNeutralBackground1Hover'), border: edge(token('colorNeutralStroke1Hover')) },
    ':active': {
      background: token('colorNeutralBackground1Pressed'),
      border: edge(token('colorNeutralStroke1Pressed')),
    },
    ':focus-visible': { outline: `2px solid ${token('colorStrokeFocus2')}`, outlineOffset: '1px' },
  },
  primary: {
    background: token('colorBrandBackground'),
    color: token('colorNeutralForegroundOnBrand'),
    border: edge('transparent'),
    ':hover': { background: token('colorBrandBackgroundHover'), border: edge('transparent') },
    ':active': { background: token('colorBrandBackgroundPressed'), border: edge('transparent') },
    '@media (forced-colors: active)': {
      forcedColorAdjust: 'none',
      background: 'Highlight',
      ':hover': { background: 'Highlight', border: edge('ButtonText') },
      ':active': { background: 'Highlight', border: edge('ButtonText') },
      color: 'HighlightText',
      border: edge('Highlight'),
    },
  },
  subtle: {
    background: 'transparent',
    border: edge('transparent'),
    ':hover': { background: token('colorSubtleBackgroundHover'), border: edge('transparent') },
    ':active': { background: token('colorSubtleBackgroundPressed'), border: edge('transparent') },
    '@media (forced-colors: active)': { border: edge('ButtonText') },
  },
  small: {
    minHeight: '24px',
    padding: '3px 8px',
    fontSize: token('fontSizeBase200'),
    lineHeight: token('lineHeightBase200'),
    fontWeight: token('fontWeightRegular'),
  },
  disabled: {
    background: token('colorNeutralBackgroundDisabled'),
    color: token('colorNeutralForegroundDisabled'),
    border: edge(token('colorNeutralStrokeDisabled')),
    cursor: 'not-allowed',
    ':hover': {
      background: token('colorNeutralBackgroundDisabled'),
      border: edge(token('colorNeutralStrokeDisabled')),
    },
    ':active': {
      background: token('colorNeutralBackgroundDisabled'),
      border: edge(token('colorNeutralStrokeDisabled')),
    },
    '@media (forced-colors: active)': {
      forcedColorAdjust: 'none',
      background: 'Canvas',
      color: 'GrayText',
      border: edge('GrayText'),
    },
  },
});

export interface ButtonProps extends ComponentProps<'button'> {
  readonly appearance?: 'primary' | 'secondary' | 'subtle';
  readonly size?: 'small' | 'medium';
  /** Does nothing for now, but keeps the focus where it is: for the time of an act. */
  readonly disabledFocusable?: boolean;
}

export function Button({
  appearance = 'secondary',
  size = 'medium',
  disabledFocusable = false,
  onClick,
  className,
  ...rest
}: ButtonProps) {
  const styles = useStyles();
  const look = appearance === 'secondary' ? undefined : styles[appearance];
  const classes = mergeClasses(
    styles.button,
    look,
    size === 'small' && styles.small,
    disabledFocusable && styles.disabled,
    className,
  );
  const click = (event: MouseEvent<HTMLButtonElement>) =>
    disabledFocusable ? event.preventDefault() : onClick?.(event);
  return (
    <button
      type="button"
      {...rest}
      {...(disabledFocusable && { 'aria-disabled': true })}
      className={classes}
      onClick={click}
    />
  );
}
