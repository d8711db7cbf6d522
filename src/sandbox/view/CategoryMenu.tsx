/** Categories as Outlook offers them: in the ribbon of what lies open, and by a right click on a line of a list. */
import { Button, Menu, MenuGroup, MenuGroupHeader, MenuItemCheckbox } from '@fluentui/react-components';
import { MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { TagRegular } from '@fluentui/react-icons/svg/tag';
import { useState, type MouseEvent } from 'react';
import { toggleCategory } from '../desk/mailActs';
import type { AnyItem, Mailbox } from '../mailbox/shapes';
import { useApp } from './useStore';

interface Chosen {
  readonly item: AnyItem;
  readonly mailbox: Mailbox;
}

function CategoryBoxes({ item, mailbox }: Chosen) {
  const app = useApp();
  return mailbox.masterCategories.map(({ displayName }) => (
    <MenuItemCheckbox
      key={displayName}
      name="category"
      value={displayName}
      onClick={() => toggleCategory(app, item.id, displayName)}
    >
      {displayName}
    </MenuItemCheckbox>
  ));
}

export function CategoryMenu({ item, mailbox }: Chosen) {
  return (
    <Menu checkedValues={{ category: [...item.categories] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<TagRegular />} title="Categorise" aria-label="Categorise" />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <CategoryBoxes item={item} mailbox={mailbox} />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** For a list whose lines carry the ids of their items in `data-key`; the key for context menus and Shift+F10 do the same as the mouse. */
export function useLineMenu(mailbox: Mailbox) {
  const [line, setLine] = useState<HTMLElement | null>(null);
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const under = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
    if (under === null) return;
    event.preventDefault();
    setLine(under);
  };
  const close = () => {
    line?.focus();
    setLine(null);
  };
  const item = mailbox.items.find(({ id }) => id === line?.dataset['key']);
  const menu = item && (
    <Menu
      open
      onOpenChange={(_event, { open }) => !open && close()}
      positioning={{ target: line, position: 'below', align: 'start' }}
      checkedValues={{ category: [...item.categories] }}
    >
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>Categorise</MenuGroupHeader>
            <CategoryBoxes item={item} mailbox={mailbox} />
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
  return { onContextMenu, menu };
}
