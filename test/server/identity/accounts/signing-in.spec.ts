import { Secret, TOTP } from 'otpauth';
import { changeMethod, readAccount, savePins } from '../../../../src/contracts/identity/account.js';
import { appendEntry, listStaff } from '../../../../src/contracts/identity/directory.js';
import { listOpenWork } from '../../../../src/contracts/identity/open-work.js';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  resetSecondFactor,
} from '../../../../src/contracts/identity/second-factor.js';
import {
  beginSignIn,
  endSession,
  endSessionsOf,
  listSessions,
  readReloadKey,
  readSession,
  signIn,
  signOut,
} from '../../../../src/contracts/identity/session.js';
import { listAudit } from '../../../../src/contracts/identity/audit.js';
import { unwrapAccountSecret } from '../../../../src/e2ee/account/account-secret.js';
import { unwrapSeed } from '../../../../src/e2ee/account/identity-seeds.js';
import { deriveKek, deriveLoginPair, signLogin } from '../../../../src/e2ee/account/login.js';
import { openPins, sealPins } from '../../../../src/e2ee/account/sealed-pins.js';
import { PinSet, directoryChain } from '../../../../src/e2ee/account/pin-set.js';
import { idBytes } from '../../../../src/contracts/shared/scalars.js';
import { hours, minutes, seconds } from '../../../../src/domain/shared/time.js';
import { ApiHouse, ORIGIN } from '../../support/api-house.js';
import { refusal } from '../../support/refusal.js';
import { make, type Founding, type Person, type StaffClient } from '../../support/staff-client.js';
import { testCost } from '../../support/api-house.js';

describe('signing in', () => {
  let house: ApiHouse;
  let office: StaffClient;
  let founding: Founding;
  let mira: Person;
  let laptop: StaffClient;

  beforeAll(async () => {
    house = await ApiHouse.open();
    office = house.browser();
    founding = await office.found(await house.setUpToken(), { dutyName: 'Vera', roles: [] });
    laptop = house.browser();
    mira = await office.enrol(laptop, { dutyName: 'Mira', roles: ['operator'] }, founding.admin.identity);
  });
  afterAll(() => house.close());

  let addresses = 0;

  /** One attempt with whatever the test changes, from an address of its own. */
  async function attempt(
    change: Partial<{
      dutyName: string;
      origin: string;
      action: string;
      key: Uint8Array;
      challenge: Uint8Array;
    }>,
    browser = house.browser(`198.51.100.${(addresses += 1)}`),
  ): Promise<string> {
    const dutyName = change.dutyName ?? 'Mira';
    const begun = await browser.call(beginSignIn, { body: { dutyName, method: 1 } });
    const challenge = change.challenge ?? begun.challenge;
    const claim = {
      origin: change.origin ?? ORIGIN,
      user: idBytes(begun.user),
      challenge,
      action: change.action ?? 'sign-in',
    };
    const signature = signLogin(deriveLoginPair(change.key ?? mira.masterKey), claim);
    const body = { dutyName, method: 1 as const, challenge, signature, device: 'x' };
    return refusal(browser.call(signIn, { body }));
  }

  it('takes the right passphrase, in any case of the name', async () => {
    expect(await attempt({ dutyName: ' mIRA ' })).toBe('nothing refused');
  });

  it('answers an unknown name like a known one, the same each time', async () => {
    const ask = (dutyName: string, method: 1 | 2 = 1) =>
      house.browser().call(beginSignIn, { body: { dutyName, method } });

    const [known, unknown, again, byCode] = [
      await ask('Mira'),
      await ask('Niko'),
      await ask('niko '),
      await ask('Niko', 2),
    ];

    expect(Object.keys(unknown)).toEqual(Object.keys(known));
    expect([unknown.ops, unknown.mem]).toEqual([known.ops, known.mem]);
    expect([again.user, again.seed]).toEqual([unknown.user, unknown.seed]);
    expect(byCode.seed).not.toEqual(unknown.seed);
    expect(again.challenge).not.toEqual(unknown.challenge);
    expect(unknown.user).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('refuses a signature for another site, for another action, or by another key', async () => {
    const refused = [
      await attempt({ origin: 'https://console.example.com' }),
      await attempt({ action: 'change-passphrase' }),
      await attempt({ key: new Uint8Array(32).fill(1) }),
    ];

    expect(refused).toEqual(['sign-in-refused', 'sign-in-refused', 'sign-in-refused']);
  });

  it('takes a challenge once, within 60 seconds, and from the one who asked', async () => {
    const browser = house.browser('198.51.100.251');
    const ask = async (dutyName = 'Mira') =>
      (await browser.call(beginSignIn, { body: { dutyName, method: 1 } })).challenge;
    const used = await ask();
    const first = await attempt({ challenge: used }, browser);
    const twice = await attempt({ challenge: used }, browser);
    const foreign = await attempt({ challenge: await ask('Vera') }, browser);
    const late = await ask();
    house.clock.advance(seconds(61));

    const tooLate = await attempt({ challenge: late }, browser);

    expect([first, twice, foreign, tooLate]).toEqual([
      'nothing refused',
      'sign-in-refused',
      'sign-in-refused',
      'sign-in-refused',
    ]);
  });

  it('unlocks with what the server keeps, and nothing that it keeps unlocks', async () => {
    const account = await laptop.call(readAccount);
    const [method] = account.methods;
    const place = {
      method: 1 as const,
      user: idBytes(mira.id),
      cost: { ops: method!.ops, mem: method!.mem },
      kv: 1,
    };

    const secret = unwrapAccountSecret(deriveKek(mira.masterKey), method!.wrappedSecret, place);
    const seed = unwrapSeed(secret, account.seeds[0]!.wrapped, { user: idBytes(mira.id), kv: 1, which: 1 });

    expect(secret).toEqual(mira.accountSecret);
    expect(seed).toEqual(mira.seeds.ed25519);
  });

  it('lets the slower of two devices merge its pins instead of overwriting', async () => {
    const pins = new PinSet();
    pins.raise(directoryChain, { seq: 2, hash: new Uint8Array(32), dirSeq: 0 });
    const sealed = sealPins(mira.accountSecret, idBytes(mira.id), pins);
    const { version } = (await laptop.call(readAccount)).pins;

    const saved = await laptop.call(savePins, { body: { sealed }, version });
    const lost = await refusal(laptop.call(savePins, { body: { sealed }, version }));
    const blind = await refusal(laptop.call(savePins, { body: { sealed } }));
    const unheardOf = await refusal(laptop.call(savePins, { body: { sealed }, version: 999_999_999_999 }));
    const kept = (await laptop.call(readAccount)).pins;

    expect([saved.version, lost, blind]).toEqual([version + 1, 'superseded', 'version-needed']);
    expect(unheardOf).toBe('version-needed');
    expect(openPins(mira.accountSecret, idBytes(mira.id), kept.sealed!).get(directoryChain)?.seq).toBe(2);
  });

  it('ends a session everywhere at once, and its reload key with it', async () => {
    const phone = house.browser();
    await phone.signIn(mira);
    const key = await phone.call(readReloadKey);
    const listed = await laptop.call(listSessions);

    await laptop.call(endSession, { params: { id: phone.sessionId! } });

    expect(key.reloadKey).toEqual(phone.reloadKey);
    expect(listed.items.filter(({ current }) => current)).toHaveLength(1);
    expect(await refusal(phone.call(readReloadKey))).toBe('not-signed-in');
    const [row] = await house.test.source.query<{ reload_key_sealed: null }[]>(
      `select reload_key_sealed from session where id = $1`,
      [phone.sessionId],
    );
    expect(row?.reload_key_sealed).toBeNull();
  });

  it('never ends somebody else’s session, and says no more than that there is none', async () => {
    const foreign = await refusal(laptop.call(endSession, { params: { id: office.sessionId! } }));

    expect(foreign).toBe('session-unknown');
    expect((await office.call(readSession)).dutyName).toBe('Vera');
  });

  it('signs out, and forgets the cookie', async () => {
    const kiosk = house.browser();
    await kiosk.signIn(mira);
    const kept = kiosk.cookie;

    await kiosk.call(signOut);

    expect(kiosk.cookie).toBeNull();
    kiosk.cookie = kept;
    expect(await refusal(kiosk.call(readSession))).toBe('not-signed-in');
  });

  it('lets an administrator end all sessions of a lost laptop', async () => {
    const lost = house.browser();
    await lost.signIn(mira);

    await office.call(endSessionsOf, { params: { id: mira.id } });

    expect(await refusal(lost.call(readSession))).toBe('not-signed-in');
    await laptop.signIn(mira);
  });

  it('holds a session for 12 hours, however busy', async () => {
    const long = house.browser();
    await long.signIn(mira);
    house.clock.advance(hours(11));
    const before = await refusal(long.call(readSession));
    house.clock.advance(hours(1));

    expect([before, await refusal(long.call(readSession))]).toEqual(['nothing refused', 'not-signed-in']);
    await laptop.signIn(mira);
    await office.signIn(founding.admin);
  });

  it('changes a passphrase only with a fresh proof, and ends the other sessions', async () => {
    const other = house.browser();
    await other.signIn(mira);
    const next = make(
      mira.id,
      1,
      { ...mira, passphrase: 'a wholly new passphrase' },
      testCost,
      mira.rootFingerprint,
    );
    const change = (proof: object, cost = {}) =>
      laptop.call(changeMethod, {
        params: { method: '1' },
        body: { proof, next: { ...next.material.methods[0]!, ...cost } },
      });

    const forSomethingElse = await refusal(change(await laptop.proof('change-code')));
    const cheap = await refusal(change(await laptop.proof('change-passphrase'), { ops: 2 }));
    await change(await laptop.proof('change-passphrase'));

    expect([forSomethingElse, cheap]).toEqual(['proof-refused', 'cost-refused']);
    expect(await refusal(other.call(readSession))).toBe('not-signed-in');
    expect(await refusal(laptop.call(readSession))).toBe('nothing refused');
    expect(await attempt({})).toBe('sign-in-refused');
    expect(await attempt({ key: next.person.masterKey })).toBe('nothing refused');
    mira = { ...mira, masterKey: next.person.masterKey };
    laptop.person = mira;
  });

  describe('with a second factor', () => {
    let totp: TOTP;
    let codes: string[];
    const now = () => totp.generate({ timestamp: house.clock.now() });
    const with_ = (code?: string) => refusal(house.browser('203.0.113.9').signIn(mira, code));

    beforeAll(async () => {
      await laptop.signIn(mira);
      const { secret, uri } = await laptop.call(beginSecondFactor);
      totp = new TOTP({ secret: Secret.fromBase32(secret) });
      expect(uri).not.toContain('Mira');
      const other = wrongCode(totp, house.clock.now());
      const wrong = await refusal(laptop.call(confirmSecondFactor, { body: { code: other } }));
      expect(wrong).toBe('second-factor-refused');
      codes = (await laptop.call(confirmSecondFactor, { body: { code: now() } })).codes;
      house.clock.advance(minutes(2));
    });

    it('refuses without a code and with a wrong one as it refuses a wrong passphrase', async () => {
      const wrong = wrongCode(totp, house.clock.now());
      expect([await with_(), await with_(wrong), await attempt({ key: new Uint8Array(32) })]).toEqual([
        'sign-in-refused',
        'sign-in-refused',
        'sign-in-refused',
      ]);
    });

    it('takes a code once, also within its own half minute', async () => {
      const code = now();

      expect([await with_(code), await with_(code)]).toEqual(['nothing refused', 'sign-in-refused']);
    });

    it('does not use a code up for somebody who does not know the passphrase', async () => {
      house.clock.advance(minutes(1));
      const code = now();
      const stranger = { ...mira, masterKey: new Uint8Array(32).fill(3) };

      const refused = await refusal(house.browser('203.0.113.10').signIn(stranger, code));

      expect([refused, await with_(code)]).toEqual(['sign-in-refused', 'nothing refused']);
    });

    it('takes a phone’s clock that is half a minute off, and not one that is an hour off', async () => {
      house.clock.advance(minutes(3));
      const at = (offset: number) => totp.generate({ timestamp: house.clock.now() + offset });

      expect([await with_(at(-3_600_000)), await with_(at(-30_000))]).toEqual([
        'sign-in-refused',
        'nothing refused',
      ]);
    });

    it('takes each code for a lost phone once', async () => {
      const typed = `${codes[0]!.slice(0, 5)}-${codes[0]!.slice(5)}`.toLowerCase();

      expect([await with_(typed), await with_(typed)]).toEqual(['nothing refused', 'sign-in-refused']);
      expect((await laptop.call(readAccount)).codesLeft).toBe(7);
    });

    it('cannot be set anew over one in force, and goes only with a fresh proof or by an administrator', async () => {
      const over = await refusal(laptop.call(beginSecondFactor));
      const stale = await laptop.proof('change-code');
      const unproven = await refusal(laptop.call(removeSecondFactor, { body: { proof: stale } }));

      await office.call(resetSecondFactor, { params: { id: mira.id } });

      expect([over, unproven]).toEqual(['second-factor-set', 'proof-refused']);
      expect(await refusal(laptop.call(readSession))).toBe('not-signed-in');
      expect(await with_()).toBe('nothing refused');
      await laptop.signIn(mira);
    });
  });

  describe('who leaves', () => {
    it('is out at once, is called by no alert, and her work is listed', async () => {
      const browser = house.browser();
      const leaving = await office.enrol(
        browser,
        { dutyName: 'Odlazi', roles: ['focal-point'] },
        founding.admin.identity,
      );

      await office.revoke(leaving.id, founding.admin.identity);

      expect(await refusal(browser.call(readSession))).toBe('not-signed-in');
      expect(await refusal(browser.signIn(leaving))).toBe('sign-in-refused');
      const { items } = await office.call(listStaff);
      expect(items.find(({ id }) => id === leaving.id)?.state).toBe('left');
      expect(await office.call(listOpenWork, { params: { id: leaving.id } })).toEqual({ items: [] });
      const left = await house.test.source.query<{ active: boolean }[]>(
        `select active from staff where id = $1`,
        [leaving.id],
      );
      expect(left).toEqual([{ active: false }]);
      expect((await office.directory()).keyOf(leaving.identity.user)).toBeUndefined();
    });

    it('is never the last administrator', async () => {
      expect(await refusal(office.revoke(founding.admin.id, founding.root))).toBe('last-administrator');
    });

    it('cannot be an administrator on another administrator’s word', async () => {
      const eva = await office.enrol(
        house.browser(),
        { dutyName: 'Eva', roles: ['administrator'] },
        founding.root,
      );

      const refused = await refusal(office.revoke(eva.id, founding.admin.identity));

      expect(refused).toBe('directory-entry-refused: signer');
    });
  });

  describe('who lost her passphrase', () => {
    it('gets new keys in person: the old ones stop, and so do her sessions', async () => {
      const old = house.browser();
      const before = await office.enrol(
        old,
        { dutyName: 'Zaboravna', roles: ['case-worker'] },
        founding.admin.identity,
      );
      const link = await office.inviteAgain(before.id);
      const fresh = house.browser();
      const after = await fresh.accept(link, 'remembered this time');
      const meanwhile = await refusal(old.call(readSession));

      await office.signKeysOf(before.id, founding.admin.identity);

      expect(meanwhile).toBe('nothing refused');
      expect(await refusal(old.call(readSession))).toBe('not-signed-in');
      expect(await refusal(house.browser().signIn(before))).toBe('sign-in-refused');
      await fresh.signIn(after);
      expect((await fresh.directory()).keyOf(after.identity.user)).toMatchObject({ kv: 2, kind: 'person' });
    });
  });

  it('refuses an entry for keys that nobody posted', async () => {
    const directory = await office.directory();
    const ghost = make(mira.id, 1, mira, testCost, mira.rootFingerprint).person;
    const stranger = { ...ghost.identity, user: new Uint8Array(16).fill(9) };
    const entry = office.signedEntry(directory, stranger, founding.admin.identity, 3);

    expect(await refusal(office.call(appendEntry, { body: { entry } }))).toBe('enrolment-unknown');
  });

  it('writes down who did what, page by page', async () => {
    const first = await office.call(listAudit, { query: { limit: 5 } });
    const second = await office.call(listAudit, { query: { limit: 5, cursor: first.next! } });
    const refused = await refusal(laptop.call(listAudit));
    const broken = await refusal(office.call(listAudit, { query: { cursor: 'xyz' } }));

    expect(first.items.at(-1)!.id).toBe(second.items[0]!.id + 1);
    expect([refused, broken]).toEqual(['not-allowed', 'cursor-unknown']);
    const all = (await office.call(listAudit, { query: { limit: 200 } })).items.map(({ kind }) => kind);
    expect(all).toEqual(
      expect.arrayContaining([
        'signed-in',
        'sign-in-refused',
        'person-added',
        'person-revoked',
        'keys-rotated',
      ]),
    );
  });
});

/** A code that the app does not show at this moment, nor half a minute before or after it. */
function wrongCode(totp: TOTP, timestamp: number): string {
  const right = [-30_000, 0, 30_000].map((offset) => totp.generate({ timestamp: timestamp + offset }));
  return ['000000', '111111', '222222', '333333'].find((code) => !right.includes(code))!;
}

describe('how long a refusal takes', () => {
  it('is never less than the same time for a wrong passphrase, a wrong code and an unknown name', async () => {
    const house = await ApiHouse.open({ settings: { signInFloor: 500 } });
    try {
      const office = house.browser();
      const { admin } = await office.found(await house.setUpToken(), { dutyName: 'Vera', roles: [] });
      const { secret } = await office.call(beginSecondFactor);
      const totp = new TOTP({ secret: Secret.fromBase32(secret) });
      await office.call(confirmSecondFactor, {
        body: { code: totp.generate({ timestamp: house.clock.now() }) },
      });
      const strangers: [Person, string | undefined][] = [
        [{ ...admin, masterKey: new Uint8Array(32) }, '123456'],
        [admin, wrongCode(totp, house.clock.now())],
        [{ ...admin, dutyName: 'Nepostojeća' }, '123456'],
      ];

      const times = [];
      for (const [person, code] of strangers) {
        const browser = house.browser();
        const begin = performance.now();
        expect(await refusal(browser.signIn(person, code))).toBe('sign-in-refused');
        times.push(performance.now() - begin);
      }

      expect(Math.min(...times)).toBeGreaterThanOrEqual(499);
    } finally {
      await house.close();
    }
  });
});
