/** What a person may do here, from most to least; who is told more than one by the issuer has the first. */
export const ROLES = ['administrator', 'customizer', 'user', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Settings are theirs; people are the administrator’s alone. */
export const maySettle = (role: Role) => role === 'administrator' || role === 'customizer';

export const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);
