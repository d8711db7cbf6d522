/** What became of clicks on messages that the user has left since. */
import { Button } from '../ui/Button';
import { useDesk } from './desk';
import type { News } from './state';
import { usePaneStyles } from './styles';

export default function NewsList({ news }: { news: readonly News[] }) {
  const styles = usePaneStyles();
  const { newsRead } = useDesk();
  return (
    <ul className={styles.list} aria-label="About earlier messages">
      {news.map(({ id, subject, text, problem }) => (
        <li key={id} className={styles.note} role="alert">
          <span>
            “{subject || 'No subject'}”: {text}{' '}
            {problem && `${problem.sentence} ${problem.detail ?? ''} Open it again to retry.`}
          </span>
          <Button size="small" onClick={() => newsRead(id)}>
            Dismiss
          </Button>
        </li>
      ))}
    </ul>
  );
}
