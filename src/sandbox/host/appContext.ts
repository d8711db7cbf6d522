/** The answer to the first question of office.js: who we are, what we can, and the roaming settings as they stand. */
import { SETS } from './requirements';
import type { AddInFrame } from './frame';
import type { Session } from './context';

/** `OSF.AppName.OutlookWebApp`. */
const OUTLOOK_WEB_APP = 64;
export const HOST_VERSION = '20.0.0.0';

export function makeAppContext(session: Session, frame: AddInFrame): Record<string, unknown> {
  return {
    _id: frame.controlId,
    _appInstanceId: frame.controlId,
    _appName: OUTLOOK_WEB_APP,
    _appVersion: '16.01',
    _appMinorVersion: 1,
    _appUILocale: 'en-us',
    _dataLocale: 'en-us',
    _docUrl: `${location.origin}/`,
    _clientMode: 0,
    _reason: 'documentOpened',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: crypto.randomUUID(),
    _settings: session.mailbox().roaming[session.addIn.id] ?? {},
    _requirementMatrix: JSON.stringify(SETS),
    _hostCustomMessage: '',
    _hostFullVersion: HOST_VERSION,
    _clientWindowHeight: frame.element.clientHeight,
    _clientWindowWidth: frame.element.clientWidth,
    _addinName: session.addIn.name,
    _appDomains: [...session.addIn.appDomains, frame.origin],
    _featureGates: {},
  };
}
