import type { Theme } from '@fluentui/react-components';

/**
 * The CSS variable that a theme gives its value, as Fluent's `tokens` would name it. That object names all 450 of them
 * and costs the first paint 4 kB; a checked name costs nothing.
 */
export const token = <N extends keyof Theme>(name: N) => `var(--${name})` as const;
