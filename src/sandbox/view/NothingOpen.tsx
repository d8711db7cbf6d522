import type { ReactNode } from 'react';

/** Stands where an item would: the page keeps a first heading for those who go by headings. */
export const NothingOpen = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="nothing-open">
    <h1 className="unseen">{title}</h1>
    <p>{children}</p>
  </div>
);
