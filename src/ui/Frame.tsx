/** The outline of a page: one heading, one main landmark, room for a problem. Nothing here is wider than 320 px wants. */
import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { token } from './token';

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '960px',
    margin: '0 auto',
    padding: '16px 20px',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '16px',
    overflowWrap: 'anywhere',
  },
  heading: {
    margin: 0,
    fontSize: token('fontSizeBase500'),
    lineHeight: token('lineHeightBase500'),
    fontWeight: token('fontWeightSemibold'),
  },
  aside: { color: token('colorNeutralForeground2') },
});

export interface FrameProps {
  readonly heading: string;
  /** One quiet line beneath the heading. */
  readonly aside?: ReactNode;
  readonly problem?: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ heading, aside, problem, children }: FrameProps) {
  const styles = useStyles();
  return (
    <main className={styles.page}>
      <header>
        <h1 className={styles.heading}>{heading}</h1>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </header>
      {problem}
      {children}
    </main>
  );
}
