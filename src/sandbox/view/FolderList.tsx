import { openFolder } from '../desk/app';
import { FOLDERS, type Folder, type Mailbox } from '../mailbox/shapes';
import { isListed } from '../mailbox/world';
import { useApp, useUi } from './useStore';
import { step } from './step';

export function FolderList({ mailbox }: { mailbox: Mailbox }) {
  const app = useApp();
  const { folder } = useUi();
  return (
    <ul
      className="folders"
      role="tree"
      aria-label="Folders"
      onKeyDown={(event) => step(event, FOLDERS, folder, (next) => openFolder(app, next))}
    >
      {FOLDERS.map((name) => (
        <li
          key={name}
          role="treeitem"
          aria-selected={name === folder}
          tabIndex={name === folder ? 0 : -1}
          data-key={name}
          onClick={() => openFolder(app, name)}
        >
          <span>{name}</span>
          <Count mailbox={mailbox} folder={name} />
        </li>
      ))}
    </ul>
  );
}

function Count({ mailbox, folder }: { mailbox: Mailbox; folder: Folder }) {
  const inside = mailbox.items.filter((item) => item.kind === 'message' && item.folder === folder && isListed(item));
  const count =
    folder === 'Drafts' ? inside.length : inside.filter((item) => item.kind === 'message' && !item.isRead).length;
  if (count === 0) return null;
  return (
    <span className="count">
      {count}
      <span className="unseen">{folder === 'Drafts' ? ' drafts' : ' unread'}</span>
    </span>
  );
}
