/** @jest-environment jsdom */
/** Microsoft's own library against a bridge as Outlook offers it: what it asks, and what we make of the answers. */
import { webcrypto } from 'node:crypto';
import '../tools/textEncoder';

interface Asked {
  readonly method: string;
  readonly requestId: string;
  readonly tokenParams?: { readonly clientId: string; readonly scope: string; readonly authority?: string };
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const idToken = `${encode({ alg: 'none' })}.${encode({ oid: 'o', tid: 't', sub: 's', exp: 9_999_999_999 })}.x`;
const account = {
  homeAccountId: 'o.t',
  environment: 'login.microsoftonline.com',
  tenantId: 't',
  username: 'a@x.example',
  localAccountId: 'o',
};
const token = {
  token_type: 'Bearer',
  access_token: 'from-outlook',
  id_token: idToken,
  expires_in: 3600,
  scope: 'api://x/access',
};

/** `answer` gives what Outlook says to a question; null: nothing of use. */
function offerBridge(answer: (asked: Asked) => object) {
  const hearers: ((told: string) => void)[] = [];
  const asked: Asked[] = [];
  const postMessage = (text: string) => {
    const question = JSON.parse(text) as Asked;
    asked.push(question);
    const reply = { messageType: 'NestedAppAuthResponse', requestId: question.requestId, ...answer(question) };
    setTimeout(() => hearers.forEach((hear) => hear(JSON.stringify(reply))));
  };
  const addEventListener = (_type: string, hear: (told: string) => void) => void hearers.push(hear);
  Object.assign(window, {
    nestedAppAuthBridge: { addEventListener, removeEventListener: () => undefined, postMessage },
  });
  return asked;
}

const initContext = {
  capabilities: { queryAccount: true },
  sdkName: 'outlook',
  sdkVersion: '1',
  accountContext: account,
};
const wish = {
  clientId: '11111111-2222-3333-4444-555555555555',
  authority: 'https://login.microsoftonline.com/t',
  scope: 'api://x/access',
};

async function ask(mayAsk: boolean, answer: (asked: Asked) => object) {
  jest.resetModules();
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
  Object.defineProperty(globalThis, 'isSecureContext', { value: true, configurable: true });
  const asked = offerBridge((question) =>
    question.method === 'GetInitContext' ? { success: true, initContext } : answer(question),
  );
  const { askNested } = await import('../../src/outlook/nestedSignIn');
  const got = await askNested({ ...wish, fresh: false, mayAsk });
  return { got, methods: asked.map(({ method }) => method), params: asked.at(-1)?.tokenParams };
}

const given = { success: true, token, account };
const wantsPerson = {
  success: false,
  error: { status: 'USER_INTERACTION_REQUIRED', code: 'x', description: 'x', properties: {} },
};

test('W2 Outlook gives the token for our scope and application without a window', async () => {
  const { got, methods, params } = await ask(false, () => given);
  expect([got, methods]).toEqual(['from-outlook', ['GetInitContext', 'GetToken']]);
  expect(params).toMatchObject({ clientId: wish.clientId, scope: expect.stringContaining('api://x/access') });
});

test('W2 where Microsoft wants to see the person, Outlook asks them only when it may', async () => {
  const answer = ({ method }: Asked) => (method === 'GetTokenPopup' ? given : wantsPerson);
  expect(await ask(true, answer)).toMatchObject({
    got: 'from-outlook',
    methods: ['GetInitContext', 'GetToken', 'GetTokenPopup'],
  });
  expect(await ask(false, answer)).toMatchObject({ got: null, methods: ['GetInitContext', 'GetToken'] });
});

test('W2 an Outlook that claims to sign people in and cannot leaves it to the dialog', async () => {
  const broken = { success: false, error: { status: 'PERSISTENT_ERROR', code: 'x', description: 'x', properties: {} } };
  expect((await ask(true, () => broken)).got).toBeNull();
  Object.assign(window, { nestedAppAuthBridge: undefined });
  const { askNested } = await import('../../src/outlook/nestedSignIn');
  expect(await askNested({ ...wish, fresh: false, mayAsk: false })).toBeNull();
});
