import { randomUUID } from 'node:crypto';
import { readAccount } from '../../../../src/contracts/identity/account.js';
import { appendEntry } from '../../../../src/contracts/identity/directory.js';
import {
  readRenewal,
  refuseEnrolment,
  renewIdentity,
  renewPossession,
} from '../../../../src/contracts/identity/enrolment.js';
import { readSession } from '../../../../src/contracts/identity/session.js';
import { roleByte } from '../../../../src/contracts/shared/people.js';
import { idBytes } from '../../../../src/contracts/shared/scalars.js';
import { freshIdentity } from '../../../../src/cli/demo/person.js';
import { unwrapSeed, wrapSeed } from '../../../../src/e2ee/account/identity-seeds.js';
import { ops, signEntry, type Op } from '../../../../src/e2ee/directory/entry.js';
import type { Identity } from '../../../../src/e2ee/shared/identity.js';
import { ApiHouse, testCost } from '../../support/api-house.js';
import { refusal } from '../../support/refusal.js';
import { make, type Founding, type Person, type StaffClient } from '../../support/staff-client.js';

describe('new keys over the API', () => {
  let house: ApiHouse;
  let office: StaffClient;
  let founding: Founding;
  let laptop: StaffClient;
  let mira: Person;

  beforeAll(async () => {
    house = await ApiHouse.open();
    office = house.browser();
    founding = await office.found(await house.setUpToken(), { dutyName: 'Vera', roles: [] });
    laptop = house.browser();
    mira = await office.enrol(laptop, { dutyName: 'Mira', roles: ['case-worker'] }, founding.admin.identity);
  });
  afterAll(() => house.close());

  /** What her browser makes after a compromise: a new account secret, and the old sealing seed wrapped anew. */
  function renewal(kv: number) {
    const passphrase = `another one for version ${kv}`;
    const joining = { dutyName: mira.dutyName, roles: mira.roles, passphrase };
    const { person, material } = make(mira.id, kv, joining, testCost, mira.rootFingerprint);
    const place = { user: idBytes(mira.id), kv: mira.identity.kv, which: 2 } as const;
    const older = {
      kv: place.kv,
      which: place.which,
      wrapped: wrapSeed(person.accountSecret, mira.seeds.x25519, place),
    };
    return { person, material: { ...material, seeds: [...material.seeds, older] } };
  }

  describe('of one’s own, after a compromise', () => {
    it('are refused without a fresh proof for exactly this', async () => {
      const { person, material } = renewal(2);
      const possessions = laptop.possessions(await laptop.directory(), person, 'renew');

      const proof = await laptop.proof('change-code');

      expect(await refusal(laptop.call(renewIdentity, { body: { proof, material, possessions } }))).toBe(
        'proof-refused',
      );
    });

    it('are refused when they skip a version or prove possession of others', async () => {
      const [third, second] = [renewal(3), renewal(2)];
      const directory = await laptop.directory();
      const ask = async (made: typeof third, proven: Person) =>
        refusal(
          laptop.call(renewIdentity, {
            body: {
              proof: await laptop.proof('renew'),
              material: made.material,
              possessions: laptop.possessions(directory, proven, 'renew'),
            },
          }),
        );

      expect(await ask(third, third.person)).toBe('possession-refused: key-version');
      expect(await ask(second, third.person)).toMatch(/^possession-refused/);
    });

    it('change nothing while they wait, nor when they were turned away', async () => {
      const { person, material } = renewal(2);
      const possessions = laptop.possessions(await laptop.directory(), person, 'renew');
      await laptop.call(renewIdentity, {
        body: { proof: await laptop.proof('renew'), material, possessions },
      });

      const { waiting } = await laptop.call(readRenewal);
      await house.browser().signIn(mira);
      await office.call(refuseEnrolment, { params: { id: mira.id } });

      expect((await laptop.directory()).keyOf(idBytes(mira.id))?.kv).toBe(1);
      expect(await refusal(house.browser().signIn(person))).toBe('sign-in-refused');
      expect(waiting).toMatchObject({ kv: 2, stale: false, ed25519: material.ed25519 });
      expect(waiting?.seeds).toEqual(material.seeds);
      expect(await laptop.call(readRenewal)).toEqual({ waiting: null });
    });

    it('throw out whoever else is signed in as her at once, and are proven again from where she is', async () => {
      const thief = house.browser();
      await thief.signIn(mira);
      const { person, material } = renewal(2);
      const possessions = laptop.possessions(await laptop.directory(), person, 'renew');

      await laptop.call(renewIdentity, {
        body: { proof: await laptop.proof('renew'), material, possessions },
      });
      await office.enrol(
        house.browser(),
        { dutyName: 'Petra', roles: ['operator'] },
        founding.admin.identity,
      );
      const stale = (await laptop.call(readRenewal)).waiting?.stale;
      const again = laptop.possessions(await laptop.directory(), person, 'renew');
      await laptop.call(renewPossession, { body: { possessions: again } });

      expect(await refusal(thief.call(readSession))).toBe('not-signed-in');
      expect([stale, (await laptop.call(readRenewal)).waiting?.stale]).toEqual([true, false]);
      expect(await refusal(thief.call(readRenewal))).toBe('not-signed-in');
    });

    it('count once an administrator signed them; sessions end, and what was sealed before still opens', async () => {
      const { person, material } = renewal(2);
      const possessions = laptop.possessions(await laptop.directory(), person, 'renew');
      await laptop.call(renewIdentity, {
        body: { proof: await laptop.proof('renew'), material, possessions },
      });

      await office.signKeysOf(mira.id, founding.admin.identity);

      expect(await refusal(laptop.call(readSession))).toBe('not-signed-in');
      expect(await refusal(house.browser().signIn(mira))).toBe('sign-in-refused');
      const fresh = house.browser();
      await fresh.signIn(person);
      const key = (await fresh.directory()).keyOf(idBytes(mira.id));
      expect([key?.kv, key?.role]).toEqual([2, roleByte(['case-worker'])]);
      const { seeds } = await fresh.call(readAccount);
      const older = seeds.find(({ kv }) => kv === 1);
      const seed = unwrapSeed(person.accountSecret, older!.wrapped, {
        user: idBytes(mira.id),
        kv: 1,
        which: 2,
      });
      expect(seed).toEqual(mira.seeds.x25519);
    });

    it('are not made for her by an administrator alone', async () => {
      const { identity } = freshIdentity(mira.id, 3);

      const forged = await entry(ops.rotate, identity, founding.admin.identity, roleByte(['case-worker']));

      expect(await refusal(office.call(appendEntry, { body: { entry: forged } }))).toBe('enrolment-unknown');
    });
  });

  describe('of the message bot', () => {
    const id = randomUUID();
    const [first, second] = [freshIdentity(id, 1).identity, freshIdentity(id, 2).identity];

    it('are signed in by an administrator, and by nobody else', async () => {
      const bytes = await entry(ops.edge, first, founding.admin.identity);
      const worker = house.browser();
      await office.enrol(worker, { dutyName: 'Goran', roles: ['case-worker'] }, founding.admin.identity);
      const stale = await refusal(office.call(appendEntry, { body: { entry: bytes } }));
      const fresh = await entry(ops.edge, first, founding.admin.identity);

      expect(stale).toBe('directory-superseded');
      expect(await refusal(worker.call(appendEntry, { body: { entry: fresh } }))).toBe('not-allowed');
      await office.call(appendEntry, { body: { entry: fresh } });

      const key = (await worker.directory()).keyOf(first.user);
      expect([key?.kind, key?.role]).toEqual(['edge', 0]);
    });

    it('are refused under an id that is in use', async () => {
      const again = await entry(ops.edge, first, founding.admin.identity);
      const asPerson = await entry(ops.edge, freshIdentity(mira.id, 1).identity, founding.admin.identity);

      for (const bytes of [again, asPerson])
        expect(await refusal(office.call(appendEntry, { body: { entry: bytes } }))).toBe(
          'directory-entry-refused: known-id',
        );
    });

    it('rotate, staying the bot’s, and never return once revoked', async () => {
      await office.call(appendEntry, {
        body: { entry: await entry(ops.rotate, second, founding.admin.identity) },
      });
      expect((await office.directory()).keyOf(second.user)).toMatchObject({ kind: 'edge', kv: 2 });

      await office.call(appendEntry, {
        body: { entry: await entry(ops.revoke, second, founding.admin.identity) },
      });
      const back = await entry(ops.edge, freshIdentity(id, 1).identity, founding.admin.identity);

      expect((await office.directory()).keyOf(second.user)).toBeUndefined();
      expect(await refusal(office.call(appendEntry, { body: { entry: back } }))).toBe(
        'directory-entry-refused: known-id',
      );
    });
  });

  async function entry(op: Op, subject: Identity, signer: Identity, role = 0): Promise<Uint8Array> {
    const body = office.bodyOf(await office.directory(), op, subject, signer, role);
    return signEntry(body, op === ops.revoke ? undefined : subject, signer).bytes;
  }
});
