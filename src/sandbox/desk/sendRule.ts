/** What Outlook does with a message when its send handlers have spoken (or have not), by the manifest's SendMode. */
import type { SendMode } from '../manifest/addIn';
import type { Outcome } from './launch';

export type SendVerdict =
  | { readonly do: 'send'; readonly why: string }
  /** The sender decides: send anyway, or stay. */
  | { readonly do: 'ask'; readonly why: string }
  /** The message stays until the cause is gone. */
  | { readonly do: 'keep'; readonly why: string };

export function sendVerdict(outcome: Outcome, mode: SendMode): SendVerdict {
  if (outcome.did === 'fail') return away(outcome.why, mode);
  const { allowEvent, errorMessage, sendModeOverride } = outcome.context;
  if (allowEvent !== false) return { do: 'send', why: 'The add-in agrees.' };
  const why = errorMessage ?? 'The add-in asks you to look at this message again before you send it.';
  return (sendModeOverride ?? mode).toLowerCase() === 'promptuser' ? { do: 'ask', why } : { do: 'keep', why };
}

/** An add-in that cannot be loaded holds nothing back unless its mode is Block. */
function away(reason: string, mode: SendMode): SendVerdict {
  return mode === 'Block'
    ? { do: 'keep', why: `The add-in is not available (${reason}), and your organisation lets nothing go without it.` }
    : { do: 'send', why: `Sent without the add-in: ${reason}.` };
}

/** After five seconds: who may send without waiting. */
export const mayNotWait = (mode: SendMode): boolean => mode === 'PromptUser';
