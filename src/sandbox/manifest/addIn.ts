/** What a mail program needs to know of an add-in, read from its manifest. */

export type Surface = 'messageRead' | 'messageCompose' | 'appointmentOrganizer' | 'appointmentAttendee';

export type Permission = 'Restricted' | 'ReadItem' | 'ReadWriteItem' | 'ReadWriteMailbox';

export type Action =
  | { readonly do: 'showTaskpane'; readonly url: string; readonly pinnable: boolean }
  | { readonly do: 'executeFunction'; readonly functionName: string };

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly description: string;
  /** By size in pixels. */
  readonly icons: Readonly<Record<string, string>>;
  /** A menu has commands of its own and no action. */
  readonly action: Action | null;
  readonly items: readonly Command[];
}

export interface Group {
  readonly id: string;
  readonly label: string;
  readonly commands: readonly Command[];
}

export type SendMode = 'PromptUser' | 'SoftBlock' | 'Block';

export interface LaunchEvent {
  readonly type: string;
  readonly functionName: string;
  readonly sendMode: SendMode;
  readonly url: string;
}

export interface AddIn {
  readonly id: string;
  readonly name: string;
  readonly permission: Permission;
  readonly appDomains: readonly string[];
  readonly surfaces: Readonly<Record<Surface, readonly Group[]>>;
  /** The page that holds the functions of `executeFunction`; null where the manifest names none. */
  readonly functionFile: string | null;
  readonly launchEvents: readonly LaunchEvent[];
}
