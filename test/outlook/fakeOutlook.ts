/**
 * A typed stand-in for Outlook, for what real clients do and the emulators of the web client cannot: refuse, throw,
 * keep silent, answer late, lack a whole requirement set. Callbacks come asynchronously; a fourth call at once is noted.
 */
export interface FakePerson {
  readonly emailAddress: string;
  readonly displayName: string;
}

export interface FakeItem {
  itemType: 'message' | 'appointment';
  itemId: string | undefined;
  subject: string;
  from?: FakePerson | null;
  sender?: FakePerson | null;
  organizer?: FakePerson;
  to?: FakePerson[];
  cc?: FakePerson[];
  requiredAttendees?: FakePerson[];
  optionalAttendees?: FakePerson[];
  internetMessageId?: string;
  conversationId?: string | null;
  dateTimeCreated?: Date;
  start?: Date;
  itemClass?: string;
  sensitivity?: string;
  attachments?: unknown[];
}

export interface FakeDraft {
  setTo(people: FakePerson[]): void;
  subject: string;
  readonly headers: Map<string, string>;
  readonly session: Map<string, string>;
  /** What the form offers; parts can be taken away. */
  readonly form: Record<string, unknown>;
}

/** What a call does: gives a value, fails with this code, throws at once, or never calls back. */
export type Deed =
  { readonly value: unknown } | { readonly code: number; readonly message?: string } | 'throw' | 'silent';

type Done = (result: unknown) => void;

export interface FakeOutlook {
  /** Every call made, as `name` or `name(argument)`. */
  readonly calls: string[];
  /** Deeds by call name; without one a call succeeds with what the item holds. */
  readonly deeds: Map<string, Deed>;
  mostAtOnce: number;
  readonly masterList: { displayName: string; color: string }[];
  readonly categories: Map<string, string[]>;
  readonly headers: Map<string, string>;
  readonly bodies: Map<string, string>;
  /** Opens an item and tells the pane, as a pinned pane is told. */
  readonly select: (item: FakeItem | null, tell?: boolean) => void;
  /** Opens a compose form. */
  readonly compose: (to: FakePerson[], kind?: 'message' | 'appointment', more?: object) => FakeDraft;
  /** What stands above the open item; the last is the one that is seen. `refuse`: of this type none is shown. */
  readonly notices: { shown: FakeNotice[]; refuse: string | null };
  /** What our custom property holds, by item id (the draft's is `draft`). */
  readonly properties: Map<string, unknown>;
  readonly office: Record<string, unknown>;
  /** Lets every call that is due answer; resolves when nothing is under way. */
  readonly settle: () => Promise<void>;
}

export interface FakeNotice {
  readonly type: string;
  readonly message: string;
  readonly actions?: readonly { readonly actionText: string; readonly commandId: string }[];
}

export interface FakeSettings {
  /** Highest Mailbox requirement set. */
  readonly mailbox?: string;
  readonly user?: FakePerson;
  readonly token?: () => Promise<string>;
  readonly officeTheme?: { bodyBackgroundColor: string };
}

export const alice: FakePerson = { emailAddress: 'alice@northwind.example', displayName: 'Alice Berg' };

const atLeast = (have: string, want: string) => {
  const [a, b] = [have, want].map((version) => Number(version.split('.')[1]));
  return (a ?? 0) >= (b ?? 0);
};

export function makeFakeOutlook({
  mailbox = '1.12',
  user = alice,
  token = async () => 'token',
  officeTheme,
}: FakeSettings = {}): FakeOutlook {
  const handlers = new Map<string, (event?: unknown) => void>();
  const running = { now: 0 };
  const call = (name: string, done: Done, give: () => unknown) => {
    fake.calls.push(name);
    const deed = fake.deeds.get(name.replace(/\(.*/, ''));
    if (deed === 'throw') throw new Error(`${name} has insufficient permissions`);
    running.now += 1;
    fake.mostAtOnce = Math.max(fake.mostAtOnce, running.now);
    if (deed === 'silent') return;
    setImmediate(() => {
      running.now -= 1;
      if (deed && 'code' in deed) return done(refusal(deed.code, deed.message));
      const value = deed ? deed.value : give();
      done(value instanceof Refused ? refusal(value.code) : { status: 'succeeded', value });
    });
  };
  const handlersOf = (owner: string) => ({
    addHandlerAsync: (type: string, handler: (event?: unknown) => void, done: Done) =>
      call(`${owner}.addHandler(${type})`, done, () => handlers.set(type, handler) && undefined),
    removeHandlerAsync: (type: string, done: Done) =>
      call(`${owner}.removeHandler(${type})`, done, () => handlers.delete(type) && undefined),
  });

  const notificationMessages = {
    replaceAsync: (_key: string, notice: FakeNotice, done: Done) =>
      call(`notice.${notice.type}`, done, () =>
        notice.type === fake.notices.refuse ? new Refused(9051) : void fake.notices.shown.push(notice),
      ),
  };

  /** As in Outlook: what is set counts once it is saved. */
  const propertiesOf = (id: () => string) => ({
    loadCustomPropertiesAsync: (done: Done) =>
      call('properties.load', done, () => {
        const copy = { value: fake.properties.get(id()) };
        return {
          get: () => copy.value,
          set: (_name: string, value: unknown) => void (copy.value = value),
          remove: () => void (copy.value = undefined),
          saveAsync: (saved: Done) => call('properties.save', saved, () => void fake.properties.set(id(), copy.value)),
        };
      }),
  });

  const readForm = (item: FakeItem) => ({
    ...item,
    notificationMessages,
    ...propertiesOf(() => item.itemId ?? ''),
    ...handlersOf('item'),
    ...(atLeast(mailbox, '1.8') && {
      getAllInternetHeadersAsync: (done: Done) =>
        call('headers', done, () => fake.headers.get(item.itemId ?? '') ?? ''),
      categories: {
        getAsync: (done: Done) =>
          call('categories.get', done, () => {
            const names = fake.categories.get(item.itemId ?? '') ?? [];
            return names.length === 0 ? null : names.map((displayName) => ({ displayName, color: 'Preset0' }));
          }),
        addAsync: (names: string[], done: Done) =>
          call(`categories.add(${names.join()})`, done, () => {
            if (names.some((name) => !fake.masterList.some(({ displayName }) => displayName === name)))
              return new Refused(9044);
            const id = open.item?.itemId ?? '';
            fake.categories.set(id, [...new Set([...(fake.categories.get(id) ?? []), ...names])]);
            return undefined;
          }),
        removeAsync: (names: string[], done: Done) =>
          call(`categories.remove(${names.join()})`, done, () => {
            const id = open.item?.itemId ?? '';
            fake.categories.set(
              id,
              (fake.categories.get(id) ?? []).filter((name) => !names.includes(name)),
            );
            return undefined;
          }),
      },
    }),
    body: {
      getAsync: (form: string, done: Done) =>
        call(`body.${form}`, done, () => fake.bodies.get(`${open.item?.itemId}/${form}`) ?? ''),
    },
  });

  const open: { item: FakeItem | null; form: unknown } = { item: null, form: null };
  const fake: FakeOutlook = {
    calls: [],
    deeds: new Map(),
    mostAtOnce: 0,
    masterList: [],
    categories: new Map(),
    headers: new Map(),
    bodies: new Map(),
    select(item, tell = true) {
      open.item = item;
      open.form = item && readForm(item);
      if (tell) handlers.get('olkItemSelectedChanged')?.({});
    },
    notices: { shown: [], refuse: null },
    properties: new Map(),
    compose(to, kind = 'message', more = {}) {
      const now = { to };
      const headers = new Map<string, string>();
      const session = new Map<string, string>();
      const field = (people: () => FakePerson[]) => ({ getAsync: (done: Done) => call('recipients', done, people) });
      open.item = null;
      open.form = {
        itemType: kind,
        notificationMessages,
        subject: {
          getAsync: (done: Done) => call('subject', done, () => draft.subject),
          setAsync: (text: string, done: Done) => call('subject.set', done, () => void (draft.subject = text)),
        },
        body: { getAsync: (_form: string, done: Done) => call('body', done, () => '<p>Hello</p>') },
        ...propertiesOf(() => 'draft'),
        internetHeaders: {
          setAsync: (pairs: Record<string, string>, done: Done) =>
            call('headers.set', done, () => Object.entries(pairs).forEach(([name, value]) => headers.set(name, value))),
          removeAsync: (names: string[], done: Done) =>
            call('headers.remove', done, () => names.forEach((name) => headers.delete(name))),
        },
        sessionData: {
          getAsync: (name: string, done: Done) =>
            call('session.get', done, () => session.get(name) ?? new Refused(9050)),
          setAsync: (name: string, value: string, done: Done) =>
            call('session.set', done, () => void session.set(name, value)),
          removeAsync: (name: string, done: Done) => call('session.remove', done, () => void session.delete(name)),
        },
        ...(kind === 'message'
          ? { to: field(() => now.to), cc: field(() => []), bcc: field(() => []) }
          : { requiredAttendees: field(() => now.to), optionalAttendees: field(() => []) }),
        ...handlersOf('item'),
        ...more,
      };
      const draft: FakeDraft = {
        setTo(people) {
          now.to = people;
          handlers.get('olkRecipientsChanged')?.({});
        },
        subject: '',
        headers,
        session,
        form: open.form as Record<string, unknown>,
      };
      handlers.get('olkItemSelectedChanged')?.({});
      return draft;
    },
    office: {
      EventType: {
        ItemChanged: 'olkItemSelectedChanged',
        OfficeThemeChanged: 'officeThemeChanged',
        RecipientsChanged: 'olkRecipientsChanged',
      },
      onReady: async () => ({ host: 'Outlook', platform: 'OfficeOnline' }),
      auth: { getAccessToken: token },
      context: {
        requirements: {
          isSetSupported: (set: string, version: string) => set === 'Mailbox' && atLeast(mailbox, version),
        },
        officeTheme,
        mailbox: {
          get item() {
            return open.form;
          },
          userProfile: user,
          ...handlersOf('mailbox'),
          ...(atLeast(mailbox, '1.8') && {
            masterCategories: {
              getAsync: (done: Done) => call('master.get', done, () => fake.masterList),
              addAsync: (details: { displayName: string; color: string }[], done: Done) =>
                call(
                  `master.add(${details.map((d) => d.displayName).join()})`,
                  done,
                  () => void fake.masterList.push(...details),
                ),
            },
          }),
        },
      },
    },
    async settle() {
      for (let round = 0; round < 40; round += 1) await new Promise(setImmediate);
    },
  };
  return fake;
}

class Refused {
  constructor(readonly code: number) {}
}

const refusal = (code: number, message = 'The client refused.') => ({
  status: 'failed',
  error: { code, name: 'Refused', message },
});

/** Puts it where the outlook room looks for it; gives it back. */
export function install(fake: FakeOutlook): FakeOutlook {
  (globalThis as { Office?: unknown }).Office = fake.office;
  return fake;
}

/** A clock that runs only when told. */
export function makeClock(start = 0) {
  const timers = new Set<{ at: number; run: () => void }>();
  const clock = {
    time: start,
    now: () => clock.time,
    after(milliseconds: number, run: () => void) {
      const timer = { at: clock.time + milliseconds, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pass(milliseconds: number) {
      clock.time += milliseconds;
      for (const timer of [...timers].filter(({ at }) => at <= clock.time)) {
        timers.delete(timer);
        timer.run();
      }
    },
    waiting: () => timers.size,
  };
  return clock;
}
