/** The pages of administration: one line each; the part of the address after `#` chooses. */
import { lazy, type ComponentType } from 'react';
import { ROLES, type Role } from '../contract/roles';
import type { SectionProps } from './adminApi';
import { SettingsSection } from './SettingsSection';

export interface Section {
  /** As in the address: `/admin.html#settings`. */
  readonly id: string;
  readonly name: string;
  /** Who is shown it; the server decides by itself who is answered. */
  readonly roles: readonly Role[];
  readonly Page: ComponentType<SectionProps>;
}

const MySection = lazy(async () => ({
  default: (await import(/* webpackChunkName: "admin-mine" */ './mine/MySection')).MySection,
}));

const AuditSection = lazy(() =>
  import(/* webpackChunkName: "admin-audit" */ './audit/AuditSection').then((part) => ({ default: part.AuditSection })),
);

const OverviewSection = lazy(async () => ({
  default: (await import(/* webpackChunkName: "admin-overview" */ './overview/OverviewSection')).OverviewSection,
}));

const PeopleSection = lazy(async () => ({
  default: (await import(/* webpackChunkName: "admin-people" */ './people/PeopleSection')).PeopleSection,
}));

const VisibilitySection = lazy(() =>
  import(/* webpackChunkName: "admin-visibility" */ './visibility/VisibilitySection').then((part) => ({
    default: part.VisibilitySection,
  })),
);

const PrivacySection = lazy(async () => ({
  default: (await import(/* webpackChunkName: "admin-privacy" */ './privacy/PrivacySection')).PrivacySection,
}));

/** The first that a reader may see is where they begin. */
export const sections: readonly Section[] = [
  { id: 'overview', name: 'Overview', roles: ['administrator', 'customizer', 'auditor'], Page: OverviewSection },
  { id: 'settings', name: 'Settings', roles: ROLES, Page: SettingsSection },
  { id: 'mine', name: 'My options', roles: ['administrator', 'customizer', 'user'], Page: MySection },
  { id: 'people', name: 'People', roles: ['administrator'], Page: PeopleSection },
  { id: 'visibility', name: 'Visibility', roles: ['administrator'], Page: VisibilitySection },
  { id: 'audit', name: 'Audit', roles: ['administrator', 'auditor'], Page: AuditSection },
  { id: 'privacy', name: 'Data rights', roles: ['administrator'], Page: PrivacySection },
];

/** Something after `#` that is no section, or not for this reader, leads to where they begin. */
export function sectionOf(hash: string, role: Role): Section {
  const theirs = sections.filter(({ roles }) => roles.includes(role));
  return theirs.find(({ id }) => `#${id}` === hash) ?? (theirs[0] as Section);
}
