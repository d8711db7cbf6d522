/** One act at a time that a person began: what it says when it is done, and why it failed. */
import { useState } from 'react';
import type { Problem } from '../../contract/problems';
import { asProblem } from '../../ui/useLoad';

export function useAct() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const run = async (work: () => Promise<string>) => {
    if (busy) return;
    setBusy(true);
    setFailed(null);
    setSaid('');
    try {
      setSaid(await work());
    } catch (error) {
      setFailed(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failed, said, run };
}
