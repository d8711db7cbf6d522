import {
  Button,
  Menu,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SearchBox,
} from '@fluentui/react-components';
import { ColorRegular } from '@fluentui/react-icons/svg/color';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { PersonSwapRegular } from '@fluentui/react-icons/svg/person-swap';
import { useRef } from 'react';
import { switchUser } from '../desk/app';
import { importFiles } from '../desk/importEml';
import { resetMailboxes } from '../desk/reset';
import type { Theme } from '../desk/ui';
import type { Mailbox } from '../mailbox/shapes';
import { useApp, useUi, useWorld } from './useStore';

const THEMES: Readonly<Record<Theme, string>> = { light: 'Light', dark: 'Dark', contrast: 'High contrast' };

export function TopBar({ mailbox }: { mailbox: Mailbox }) {
  const app = useApp();
  const { search, place } = useUi();
  return (
    <header className="top">
      <span className="brand">
        Sandbox <span className="brand-more">— a small Outlook</span>
      </span>
      <SearchBox
        className="search"
        placeholder="Search this folder"
        aria-label="Search this folder"
        value={search}
        disabled={place !== 'mail'}
        onChange={(_event, { value }) => app.ui.update((ui) => ({ ...ui, search: value }))}
      />
      <UserMenu mailbox={mailbox} />
      <ThemeMenu />
      <MoreMenu />
    </header>
  );
}

function UserMenu({ mailbox }: { mailbox: Mailbox }) {
  const app = useApp();
  const { user } = useUi();
  const mailboxes = Object.entries(useWorld().mailboxes);
  return (
    <Menu checkedValues={{ user: [user] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<PersonSwapRegular />}
          aria-label={`Mailbox of ${mailbox.owner.name}: switch`}
          data-testid="user"
        >
          {mailbox.owner.name}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {mailboxes.map(([address, { owner }]) => (
            <MenuItemRadio
              key={address}
              name="user"
              value={address}
              secondaryContent={owner.address}
              onClick={() => switchUser(app, address)}
            >
              {owner.name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function ThemeMenu() {
  const app = useApp();
  const { theme } = useUi();
  return (
    <Menu checkedValues={{ theme: [theme] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<ColorRegular />} aria-label={`Theme: ${THEMES[theme]}`} title="Theme" />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {Object.entries(THEMES).map(([name, words]) => (
            <MenuItemRadio
              key={name}
              name="theme"
              value={name}
              onClick={() => app.ui.update((ui) => ({ ...ui, theme: name as Theme }))}
            >
              {words}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function MoreMenu() {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label="More" title="More" />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => input.current?.click()}>Open an .eml file …</MenuItem>
            <MenuItem onClick={() => void resetMailboxes(app)}>Reset mailboxes</MenuItem>
            <MenuItem onClick={() => app.ui.update((ui) => ({ ...ui, logOpen: !ui.logOpen }))}>
              What the host noted
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <input
        ref={input}
        type="file"
        accept=".eml,message/rfc822"
        multiple
        hidden
        aria-label="Mail files to open"
        data-testid="eml"
        onChange={(event) => {
          void importFiles(app, [...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
