/** Who did what and why, newest first; for whoever oversees. It tells nothing of what a mail says. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ProblemBar } from '../../ui/ProblemBar';
import type { SectionProps } from '../adminApi';
import { AuditEntry } from './AuditEntry';
import { AuditFilter } from './AuditFilter';
import { questionOf } from './auditFilter';
import { useAudit, useAuditFile } from './useAudit';

const useStyles = makeStyles({
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
});

export function AuditSection({ api, me }: SectionProps) {
  const styles = useStyles();
  const audit = useAudit(api);
  const file = useAuditFile(api);
  return (
    <>
      <p className={styles.line}>
        What was changed, tracked, read and erased in {me.organisation}, and why. Rows are only ever added. What a mail
        says stands in none of them{me.role === 'auditor' ? ', and records are told by type and id' : ''}.
      </p>
      <AuditFilter
        people={audit.people}
        busy={file.busy}
        onShow={(chosen) => audit.ask(questionOf(chosen))}
        onFile={(chosen) => file.save(questionOf(chosen))}
      />
      {file.problem !== null && <ProblemBar problem={file.problem} />}
      {audit.problem !== null && <ProblemBar problem={audit.problem} onRetry={audit.retry} />}
      <p className={styles.line} role="status">
        {[file.said, audit.said].filter(Boolean).join(' ')}
      </p>
      <ul className={styles.list} aria-label="Audit, newest first" aria-busy={audit.loading}>
        {audit.rows.map((row) => (
          <AuditEntry key={row.auditId} row={row} />
        ))}
      </ul>
      {audit.more !== null && (
        <div>
          <Button onClick={audit.more}>Show older</Button>
        </div>
      )}
    </>
  );
}
