import { randomBytes, randomUUID } from 'node:crypto';
import {
  addRecovery,
  closeCeremony,
  collectShares,
  contributeShare,
  listCeremonies,
  nameCustodians,
  openCeremony,
  readRecovery,
} from '../../../../src/contracts/identity/recovery.js';
import { unwrapSeed } from '../../../../src/e2ee/account/identity-seeds.js';
import { boxOpen, boxSeal } from '../../../../src/e2ee/hazmat/sealed-box.js';
import { sealingPair } from '../../../../src/e2ee/hazmat/key-pairs.js';
import { combineRecoverySecret, splitRecoverySecret } from '../../../../src/e2ee/recovery/recovery-shares.js';
import { freshIdentity } from '../../../../src/cli/demo/person.js';
import { idText } from '../../../../src/contracts/shared/scalars.js';
import { ops, signEntry } from '../../../../src/e2ee/directory/entry.js';
import { ApiHouse } from '../../support/api-house.js';
import { refusal } from '../../support/refusal.js';
import type { Founding, Person, StaffClient } from '../../support/staff-client.js';

describe('the recovery ceremony', () => {
  let house: ApiHouse;
  let office: StaffClient;
  let founding: Founding;
  const people: { person: Person; browser: StaffClient }[] = [];

  beforeAll(async () => {
    house = await ApiHouse.open();
    office = house.browser();
    const joining = { dutyName: 'Vera', roles: [] };
    founding = await office.found(await house.setUpToken(), joining, { withRecovery: true });
    for (const dutyName of ['A', 'B', 'C', 'D', 'E']) {
      const browser = house.browser();
      const roles = ['director', 'coordinator'] as const;
      const person = await office.enrol(browser, { dutyName, roles }, founding.admin.identity);
      people.push({ person, browser });
    }
    const shares = await splitRecoverySecret(founding.recovery!.secret);
    const custodians = people.map(({ person }, at) => ({
      staffId: person.id,
      share: boxSeal(person.identity.sealing.publicKey, shares[at]!),
    }));
    await office.call(nameCustodians, { body: { custodians } });
  });
  afterAll(() => house.close());

  it('brings the secret back in one browser with three of five, in front of everybody', async () => {
    const table = sealingPair(new Uint8Array(randomBytes(32)));
    const [first] = people;
    const { id } = await first!.browser.call(openCeremony, { body: { ceremonyKey: table.publicKey } });
    for (const { person, browser } of people.slice(1, 4)) {
      const { myShare } = await browser.call(readRecovery);
      const share = boxOpen(person.identity.sealing, myShare!)!;
      await browser.call(contributeShare, {
        params: { id },
        body: { share: boxSeal(table.publicKey, share) },
      });
    }

    const collected = await first!.browser.call(collectShares, { params: { id } });
    const secret = await combineRecoverySecret(collected.shares.map(({ share }) => boxOpen(table, share)!));
    const { user } = founding.recovery!.identity;
    const seed = unwrapSeed(secret, collected.seeds.x25519, { user, kv: 1, which: 2 });
    await first!.browser.call(closeCeremony, { params: { id }, body: { outcome: 'recovered' } });

    expect(sealingPair(seed).publicKey).toEqual(founding.recovery!.identity.sealing.publicKey);
    const { items } = await office.call(listCeremonies);
    expect(items).toEqual([
      expect.objectContaining({
        openedBy: first!.person.id,
        outcome: 'recovered',
        contributed: expect.arrayContaining(people.slice(1, 4).map(({ person }) => person.id)) as unknown,
      }),
    ]);
    const left = await house.test.source.query<object[]>(
      `select share_sealed from ceremony_share where share_sealed is not null`,
    );
    expect(left).toEqual([]);
    expect(await refusal(first!.browser.call(collectShares, { params: { id } }))).toBe('ceremony-unknown');
  });

  it('is one at a time, shows shares to whoever opened it only, and takes them from custodians only', async () => {
    const [first, second] = people;
    const ceremonyKey = new Uint8Array(32).fill(5);
    const { id } = await first!.browser.call(openCeremony, { body: { ceremonyKey } });
    const share = new Uint8Array(81);

    const refused = [
      await refusal(second!.browser.call(openCeremony, { body: { ceremonyKey } })),
      await refusal(second!.browser.call(collectShares, { params: { id } })),
      await refusal(office.call(contributeShare, { params: { id }, body: { share } })),
      await refusal(office.call(openCeremony, { body: { ceremonyKey } })),
    ];

    expect(refused).toEqual(['ceremony-open', 'ceremony-unknown', 'custodian-unfit', 'not-allowed']);
  });

  it('needs five different custodians with keys in force, and one recovery key at a time', async () => {
    const [first] = people;
    const custodians = people.map(() => ({ staffId: first!.person.id, share: null }));
    const wrapped = new Uint8Array(72);
    const entry = office.signedEntry(await office.directory(), founding.recovery!.identity, founding.root, 0);

    const refused = [
      await refusal(office.call(nameCustodians, { body: { custodians } })),
      await refusal(
        office.call(addRecovery, {
          body: { entry, seeds: { ed25519: wrapped, x25519: wrapped }, custodians },
        }),
      ),
    ];

    expect(refused).toEqual(['custodian-unfit', 'directory-entry-refused: op']);
  });

  it('tells everybody each time that custodians are named: by whom, and when', async () => {
    const [{ browser }] = people as [(typeof people)[number]];
    const before = await browser.call(readRecovery);
    const custodians = people.map(({ person }) => ({ staffId: person.id, share: null }));

    await office.call(nameCustodians, { body: { custodians } });

    const by = founding.admin.id;
    const { namings } = await browser.call(readRecovery);
    expect(before.namings).toEqual([expect.objectContaining({ by })]);
    expect(namings).toEqual([...before.namings, expect.objectContaining({ by, at: house.clock.now() })]);
    const told: object[] = await house.test.source.query(
      `select readers from event where kind = 'custodians' order by id`,
    );
    expect(told).toEqual([{ readers: null }, { readers: null }]);
  });

  describe('when the key is replaced, because custodians left or papers were seen', () => {
    const next = freshIdentity(randomUUID(), 1).identity;
    const wrapped = { ed25519: new Uint8Array(72).fill(1), x25519: new Uint8Array(72).fill(2) };
    const custodians = () => people.map(({ person }) => ({ staffId: person.id, share: null }));
    const entries = async (signer = founding.root) => {
      const directory = await office.directory();
      const old = founding.recovery!.identity;
      const place = { seq: directory.seq + 1, prev: directory.head, ms: house.clock.now(), role: 0 };
      const by = { signer: signer.user, signerKv: signer.kv };
      const keys = ({ user, kv, signing, sealing }: typeof next) => ({
        subject: user,
        kv,
        ed25519: signing.publicKey,
        x25519: sealing.publicKey,
      });
      const revoke = signEntry({ ...place, ...by, ...keys(old), op: ops.revoke }, undefined, signer);
      const after = { ...place, seq: revoke.seq + 1, prev: revoke.hash };
      const entry = signEntry({ ...after, ...by, ...keys(next), op: ops.recovery }, next, signer);
      return { revocation: revoke.bytes, entry: entry.bytes };
    };

    it('takes both entries or neither, and only from root', async () => {
      const before = await office.call(readRecovery);
      const five = custodians();
      const forged = await entries(founding.admin.identity);
      const good = await entries();

      const refused = [
        await refusal(office.call(addRecovery, { body: { ...forged, seeds: wrapped, custodians: five } })),
        await refusal(
          office.call(addRecovery, {
            body: { ...good, seeds: wrapped, custodians: five.map(() => five[0]!) },
          }),
        ),
        await refusal(
          office.call(addRecovery, {
            body: { entry: good.entry, revocation: good.entry, seeds: wrapped, custodians: five },
          }),
        ),
      ];

      expect(refused).toEqual([
        'directory-entry-refused: signer',
        'custodian-unfit',
        'directory-entry-refused: op',
      ]);
      expect(await office.call(readRecovery)).toEqual(before);
      expect((await office.directory()).recoveryAt((await office.directory()).seq)?.user).toEqual(
        founding.recovery!.identity.user,
      );
    });

    it('erases what the old shares unlock, ends a ceremony about them, and names the new five', async () => {
      const good = await entries();

      const { recoveryId } = await office.call(addRecovery, {
        body: { ...good, seeds: wrapped, custodians: custodians() },
      });

      const kept: object[] = await house.test.source.query(
        `select recovery_id, ed25519_wrapped is null as erased from recovery_key order by created_at, erased desc`,
      );
      expect(kept).toEqual([
        { recovery_id: idText(founding.recovery!.identity.user), erased: true },
        { recovery_id: recoveryId, erased: false },
      ]);
      const { items } = await office.call(listCeremonies);
      expect(items.every(({ closedAt }) => closedAt !== null)).toBe(true);
      const read = await people[0]!.browser.call(readRecovery);
      expect([read.recoveryId, read.custodians.length, read.myShare]).toEqual([recoveryId, 5, null]);
    });
  });
});
