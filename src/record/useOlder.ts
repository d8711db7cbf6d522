/** The timeline beyond its first page, which comes when it is asked for. */
import { useState } from 'react';
import type { Api } from './api';
import type { Reply } from '../contract/endpoints';
import type { Problem } from '../contract/problems';
import type { RecordRef } from '../correlation/mail';
import { asProblem } from '../ui/useLoad';

export interface Older {
  /** All that is known so far, newest first. */
  readonly timeline: Reply<'timeline'>;
  /** How many pages came besides the first. */
  readonly pages: number;
  readonly fetching: boolean;
  readonly problem: Problem | null;
  readonly fetch: () => void;
}

export function useOlder(api: Api, page: RecordRef, first: Reply<'timeline'>): Older {
  const [timeline, setTimeline] = useState(first);
  const [pages, setPages] = useState(0);
  const [state, setState] = useState<'rests' | 'fetches' | Problem>('rests');
  const last = timeline.activities.at(-1);
  async function fetch() {
    if (last === undefined || state === 'fetches') return;
    setState('fetches');
    try {
      const next = await api.call('olderMails', { params: page, body: { after: last.activityId } });
      setTimeline({ activities: [...timeline.activities, ...next.activities], more: next.more });
      setPages(pages + 1);
      setState('rests');
    } catch (error) {
      setState(asProblem(error));
    }
  }
  const problem = typeof state === 'string' ? null : state;
  return { timeline, pages, fetching: state === 'fetches', problem, fetch: () => void fetch() };
}
