/** The life of the form: loaded, changed, saved, or met by somebody else's change. */
import { useState } from 'react';
import { goingWords, keepsLess, type Going } from '../contract/keeping';
import type { Problem } from '../contract/problems';
import type { Settings, SettingsReply } from '../contract/settings';
import type { AdminApi } from './adminApi';
import { asProblem } from '../ui/useLoad';
import { changedFields } from './compare';
import { findFaults, makeDraft, readDraft, type Draft, type Faults } from './draft';

export interface FormState {
  /** What the draft began from. */
  readonly stored: SettingsReply;
  readonly draft: Draft;
  readonly reason: string;
  /** Faults are shown from the first try to save on, so that nobody is scolded while typing. */
  readonly tried: boolean;
  readonly saving: boolean;
  /** One sentence about how the last try ended; empty before. */
  readonly said: string;
  readonly problem: Problem | null;
  readonly theirs: SettingsReply | null;
  /** What would go by its age; null: nothing is to be decided about it. */
  readonly going: Going | null;
}

export interface SettingsForm extends FormState {
  readonly faults: Faults;
  readonly reasonFault: string | null;
  readonly change: (change: Partial<Draft>) => void;
  readonly giveReason: (reason: string) => void;
  /** True where the form could be sent. */
  readonly save: () => boolean;
  readonly decide: (draft: Draft) => void;
  /** Whether what would go may go; only then is it saved. */
  readonly letGo: (meant: boolean) => void;
  readonly reset: () => void;
}

const begin = (stored: SettingsReply): FormState => ({
  stored,
  draft: makeDraft(stored.settings),
  reason: '',
  tried: false,
  saving: false,
  said: '',
  problem: null,
  theirs: null,
  going: null,
});

const savedWords = ({ version, changedBy }: SettingsReply) =>
  `Saved as version ${version}${changedBy === null ? '' : ` by ${changedBy}`}.`;

/** Asked where mail is to be kept for less time only. */
async function countGoing(api: AdminApi, before: Settings, { keepBodiesDays, keepMailDays }: Settings) {
  const wanted = { keepBodiesDays, keepMailDays };
  return keepsLess(before, wanted) ? api.call('keeping', { body: wanted }) : null;
}

/** What became of a save, as the next state of the form; `agreed`: what may go, as its author was told. */
async function send(api: AdminApi, { stored, draft, reason }: FormState, agreed: Going | null) {
  const settings = readDraft(draft);
  try {
    const going = agreed ?? (await countGoing(api, stored.settings, settings));
    if (agreed === null && going !== null && goingWords(going) !== null) return { going };
    const body = { version: stored.version, reason: reason.trim(), settings, ...(agreed && { going: agreed }) };
    const reply = await api.call('saveSettings', { body });
    return { ...begin(reply), said: savedWords(reply) };
  } catch (error) {
    const problem = asProblem(error);
    return problem.code === 'changedMeanwhile' ? meetTheirs(api, draft) : { problem };
  }
}

/** After a lost answer it is our own save that we meet: then there is nothing to decide. */
async function meetTheirs(api: AdminApi, draft: Draft): Promise<Partial<FormState>> {
  try {
    const theirs = await api.call('settings', {});
    const same = changedFields(makeDraft(theirs.settings), draft).length === 0;
    return same ? { ...begin(theirs), said: `These settings are already stored. ${savedWords(theirs)}` } : { theirs };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}

export function useSettings(api: AdminApi, loaded: SettingsReply): SettingsForm {
  const [form, setForm] = useState<FormState>(() => begin(loaded));
  const patch = (part: Partial<FormState>) => setForm((last) => ({ ...last, ...part }));
  const faults = findFaults(form.draft);
  const reasonFault = form.reason.trim() === '' ? 'Reason: say in a few words why you change this.' : null;
  const proceed = (agreed: Going | null) => {
    patch({ saving: true, going: null });
    void send(api, form, agreed).then((part) => patch({ saving: false, ...part }));
  };
  const save = () => {
    if (form.saving) return true;
    if (changedFields(makeDraft(form.stored.settings), form.draft).length === 0) {
      patch({ said: 'Nothing has changed, so nothing was saved.', problem: null });
      return true;
    }
    patch({ tried: true, said: '', problem: null });
    if (reasonFault !== null || Object.keys(faults).length > 0) return false;
    proceed(null);
    return true;
  };
  return {
    ...form,
    faults: form.tried ? faults : {},
    reasonFault: form.tried ? reasonFault : null,
    change: (change) => setForm((last) => ({ ...last, draft: { ...last.draft, ...change }, said: '', going: null })),
    giveReason: (reason) => patch({ reason }),
    save,
    decide: (draft) =>
      setForm((last) => (last.theirs === null ? last : { ...begin(last.theirs), draft, reason: last.reason })),
    letGo: (meant) =>
      meant ? proceed(form.going) : patch({ going: null, said: 'Nothing was saved, and nothing goes.' }),
    reset: () => setForm((last) => ({ ...begin(last.stored), said: 'Your changes are dropped.' })),
  };
}
