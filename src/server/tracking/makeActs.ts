/** Everything that a signed-in person can have done, over one store. */
import type { Store } from '../store/db';
import type { Acts } from './acts';
import { plainOf } from './asKept';
import { audit, exportAudit } from './audit';
import { body, olderMails, record, timeline } from './viewRecord';
import { createRecord } from './createRecord';
import { keeping } from './keeping';
import { lookup } from './lookup';
import { lease } from './lease';
import { leaveSent } from './leaveSent';
import { me } from './me';
import { meet } from './meet';
import { mintToken } from './mintToken';
import { forgetRecord } from './newcomer';
import { numberSpaces } from './numberSpaces';
import { overview } from './overview';
import { pending } from './pending';
import { addPerson, changePerson, people } from './people';
import { preferences, savePreferences } from './preferences';
import { exportPerson } from './exportPerson';
import { erasePerson, previewPerson } from './privacy';
import { regard } from './regard';
import { sanitiseHtml } from './sanitise';
import { searchRecords } from './searchRecords';
import { importSettings, oldSettings, settingsVersions } from './settingsFile';
import { saveSettings, settings } from './settings';
import { makeSeenMail } from './seenMail';
import { nextTokens } from './nextTokens';
import { startTrial, stopTrial, trial } from './trial';
import { handOver, handOverAll } from './handOver';
import { leaveTeam, myTeams } from './ownTeams';
import { shareRecord } from './shareRecord';
import { allowBodies, bodyReaders, mails, openBody, saveTeam, teams } from './visibility';
import { setPrivate } from './setPrivate';
import { track } from './track';
import { trackSent } from './trackSent';
import { restore, untrack } from './untrack';
import type { CleanHtml } from './workshop';

export interface ActsDeps {
  /** What goes wrong after an answer has left. */
  readonly report: (error: unknown) => void;
  readonly clean: CleanHtml;
}

/** For programs that answer no one else meanwhile: cleans on the spot. */
const alone: ActsDeps = {
  report: () => undefined,
  clean: async (_orgId, { html, plain }) => {
    const clean = sanitiseHtml(html);
    return { html: clean, plain: plain ? plainOf(clean) : null };
  },
};

export function makeActs(store: Store, clock: () => Date, { report, clean }: ActsDeps = alone): Acts {
  const workshop = { store, clock, report, clean, seen: makeSeenMail(store) };
  return {
    me: me(workshop),
    lookup: lookup(workshop),
    track: track(workshop),
    untrack: untrack(workshop),
    restore: restore(workshop),
    regard: regard(workshop),
    setPrivate: setPrivate(workshop),
    trackSent: trackSent(workshop),
    leaveSent: leaveSent(workshop),
    meet: meet(workshop),
    pending: pending(workshop),
    mintToken: mintToken(workshop),
    lease: lease(workshop),
    numberSpaces: numberSpaces(workshop),
    preferences: preferences(workshop),
    savePreferences: savePreferences(workshop),
    searchRecords: searchRecords(workshop),
    createRecord: createRecord(workshop),
    forgetRecord: forgetRecord(workshop),
    record: record(workshop),
    shareRecord: shareRecord(workshop),
    handOver: handOver(workshop),
    timeline: timeline(workshop),
    olderMails: olderMails(workshop),
    body: body(workshop),
    settings: settings(workshop),
    saveSettings: saveSettings(workshop),
    keeping: keeping(workshop),
    settingsVersions: settingsVersions(workshop),
    oldSettings: oldSettings(workshop),
    importSettings: importSettings(workshop),
    people: people(workshop),
    addPerson: addPerson(workshop),
    changePerson: changePerson(workshop),
    handOverAll: handOverAll(workshop),
    myTeams: myTeams(workshop),
    leaveTeam: leaveTeam(workshop),
    teams: teams(workshop),
    saveTeam: saveTeam(workshop),
    bodyReaders: bodyReaders(workshop),
    allowBodies: allowBodies(workshop),
    mails: mails(workshop),
    openBody: openBody(workshop),
    startTrial: startTrial(workshop),
    trial: trial(workshop),
    stopTrial: stopTrial(workshop),
    nextTokens: nextTokens(workshop),
    audit: audit(workshop),
    exportAudit: exportAudit(workshop),
    overview: overview(workshop),
    previewPerson: previewPerson(workshop),
    exportPerson: exportPerson(workshop),
    erasePerson: erasePerson(workshop),
  };
}
