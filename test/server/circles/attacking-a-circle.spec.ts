import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { beginCircle } from '../../../src/e2ee/circle/compose-epoch.js';
import { wrapDek } from '../../../src/e2ee/circle/dek-wrap.js';
import { parseEnvelope, shrinkToStub } from '../../../src/e2ee/circle/envelope.js';
import { parseEpochRecord, signEpochRecord, type EpochBody } from '../../../src/e2ee/circle/epoch-record.js';
import { kinds, type Header } from '../../../src/e2ee/circle/header.js';
import { drawRecordChance, sealEnvelope } from '../../../src/e2ee/circle/seal-record.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { zeros } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { admin, recovery } from '../../e2ee/builders/organisation.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import {
  CirclesHouse,
  Client,
  everything,
  goran,
  lena,
  mira,
  readOnly,
  readWrite,
  refusalFrom,
  staffIdOf,
  stranger,
  to,
  vera,
  type Held,
} from './circles-house.js';

let db: TestDatabase;
let house: CirclesHouse;
let id: CircleId;

beforeAll(async () => {
  db = await makeTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.empty();
  house = new CirclesHouse(db.database);
  id = await house.as(mira).open('client-case', [to(mira, everything), to(goran), to(lena, readOnly)]);
  await house.as(mira).note(id, 'the first note');
});

/** A record with a valid signature and whatever the forger likes in it. */
function forge(author: Identity, { chain, secrets }: Held, header: Partial<Header> = {}, signedBy = author) {
  const chance = drawRecordChance();
  const full: Header = {
    kind: kinds.note,
    caseId: chain.caseId,
    object: randomBytes(16),
    version: 1,
    epoch: chain.inForce?.epoch ?? 0,
    author: author.user,
    authorKv: author.kv,
    ms: house.clock.now(),
    seq: chain.head.seq + 1,
    prev: chain.head.hash ?? zeros(32),
    prevVersion: zeros(32),
    dirHead: house.organisation.directory.head,
    ...header,
  };
  const row = sealEnvelope(full, 'forged', signedBy.signing.privateKey, chance);
  return { row, wrap: wrapDek(secrets.wrapKey, chance.dek, parseEnvelope(row)) };
}

/** Nothing but the honest note is there. */
async function nothingWasSaved(): Promise<void> {
  expect(await house.as(mira).texts(id)).toEqual(['the first note']);
}

describe('a record with a valid signature', () => {
  const attacks: Record<string, { by?: Identity; wanted: string; header: (held: Held) => Partial<Header> }> =
    {
      'by another place in the chain': { wanted: 'chain-superseded', header: () => ({ seq: 9 }) },
      'after another record': { wanted: 'chain-superseded', header: () => ({ prev: randomBytes(32) }) },
      'of another case': {
        wanted: 'chain-record-refused: case',
        header: () => ({ caseId: randomBytes(16) }),
      },
      'of an epoch that is not': { wanted: 'chain-record-refused: epoch', header: () => ({ epoch: 2 }) },
      'of a version that jumps': { wanted: 'chain-record-refused: version', header: () => ({ version: 3 }) },
      'with an unknown directory': {
        wanted: 'chain-record-refused: directory-head',
        header: () => ({ dirHead: randomBytes(32) }),
      },
      'in the name of a colleague': {
        wanted: 'chain-record-refused: author',
        header: () => ({ author: mira.user }),
      },
      'under a key version that never was': {
        wanted: 'chain-record-refused: right',
        header: () => ({ authorKv: 2 }),
      },
      'that erases by the way of notes': {
        wanted: 'chain-record-refused: kind',
        header: () => ({ kind: kinds.erase }),
      },
      'that belongs in a conversation': {
        wanted: 'chain-record-refused: kind',
        header: () => ({ kind: kinds.reply }),
      },
      'by one who may only read': { by: lena, wanted: 'circle-right-missing', header: () => ({}) },
    };

  it.each(Object.entries(attacks))('%s is refused', async (_name, { by = goran, wanted, header }) => {
    const held = await house.as(mira).hold(id);

    const attempt = house.as(by).send(id, forge(by, held, header(held)));

    expect(await refusalFrom(attempt)).toBe(wanted);
    await nothingWasSaved();
  });

  it('is refused when it was sent before', async () => {
    const record = await house.as(goran).note(id, 'once');

    const again = house.as(goran).send(id, record);

    expect(await refusalFrom(again)).toBe('chain-superseded');
    expect(await house.as(mira).texts(id)).toEqual(['the first note', 'once']);
  });

  it('is refused in another circle than it was sealed for', async () => {
    const other = await house.as(goran).open('client-case');
    await house.as(goran).note(other, 'elsewhere');
    const record = house.as(goran).composeRecord(await house.as(goran).hold(other), 'moved');

    const attempt = house.as(goran).send(id, record);

    expect(await refusalFrom(attempt)).toMatch(/^chain-(superseded|record-refused)/);
    await nothingWasSaved();
  });

  it('is refused from one who was removed, under the old epoch and under the new one', async () => {
    const before = await house.as(goran).hold(id);
    await house.as(mira).change(id, [to(mira, everything)]);
    const after = await house.as(mira).hold(id);

    const attempts = [forge(goran, before), forge(goran, after)].map((record) =>
      house.as(goran).send(id, record),
    );

    expect(await Promise.all(attempts.map(refusalFrom))).toEqual(['circle-unknown', 'circle-unknown']);
    await nothingWasSaved();
  });

  it('is refused under an epoch that has passed, from one who is still in the circle', async () => {
    const before = await house.as(goran).hold(id);
    await house.as(mira).change(id, [to(mira, everything), to(goran)]);
    const { chain } = await house.as(mira).hold(id);
    const record = forge(goran, before, { seq: chain.head.seq + 1, prev: chain.head.hash!, epoch: 1 });

    const attempt = house.as(goran).send(id, record);

    expect(await refusalFrom(attempt)).toBe('wrap-refused');
    const { wrap } = forge(goran, await house.as(mira).hold(id));
    expect(await refusalFrom(house.as(goran).send(id, { row: record.row, wrap }))).toBe(
      'chain-record-refused: epoch',
    );
    await nothingWasSaved();
  });

  it('is refused from a key that was revoked a moment ago', async () => {
    const record = house.as(goran).composeRecord(await house.as(goran).hold(id), 'too late');
    house.organisation.revoke(goran);

    const attempt = house.as(goran).send(id, record);

    expect(await refusalFrom(attempt)).toBe('chain-record-refused: key');
    await nothingWasSaved();
  });

  it('is refused when its directory is older than that of the record before', async () => {
    const held = await house.as(goran).hold(id);
    const dirHead = house.organisation.directory.head;
    house.organisation.rotate('lena', 2, 5);
    const newer = await house.as(mira).note(id, 'knows more');

    const backward = forge(goran, held, { dirHead, seq: 4, prev: newer.envelope.hash });

    expect(await refusalFrom(house.as(goran).send(id, backward))).toBe(
      'chain-record-refused: directory-head',
    );
  });
});

describe('a record that is not sound', () => {
  it('is refused with another’s signature, changed, shortened, or longer by a byte', async () => {
    const held = await house.as(goran).hold(id);
    const honest = forge(goran, held);
    const flipped = Uint8Array.from(honest.row, (value, index) => (index === 300 ? value ^ 1 : value));
    const rows = [
      forge(goran, held, {}, mira).row,
      flipped,
      honest.row.slice(0, -1),
      Uint8Array.of(...honest.row, 0),
    ];

    const refusals = await Promise.all(
      rows.map((row) => refusalFrom(house.as(goran).send(id, { row, wrap: honest.wrap }))),
    );

    expect(refusals).toEqual(
      ['signature', 'signature', 'length', 'signature'].map((reason) => `chain-record-refused: ${reason}`),
    );
    await nothingWasSaved();
  });

  it('is refused as a stub, so that nobody writes what nobody can read', async () => {
    const honest = forge(goran, await house.as(goran).hold(id));

    const attempt = house.as(goran).send(id, { row: shrinkToStub(honest.row), wrap: honest.wrap });

    expect(await refusalFrom(attempt)).toBe('chain-record-refused: stub');
  });

  it('is refused above a megabyte', async () => {
    const held = await house.as(goran).hold(id);
    const huge = house.as(goran).composeRecord(held, 'a'.repeat(5_000_000));

    expect(await refusalFrom(house.as(goran).send(id, huge))).toBe('record-too-large');
  });

  it('is refused without a wrap of this epoch', async () => {
    const { row, wrap } = forge(goran, await house.as(goran).hold(id));
    const ofAnotherEpoch = Uint8Array.of(0, 0, 0, 9, ...wrap.slice(4));

    const refusals = await Promise.all(
      [new Uint8Array(), ofAnotherEpoch].map((bad) =>
        refusalFrom(house.as(goran).send(id, { row, wrap: bad })),
      ),
    );

    expect(refusals).toEqual(['wrap-refused', 'wrap-refused']);
    await nothingWasSaved();
  });
});

describe('a change of members with a valid signature', () => {
  async function forgedEpoch(grantor: Identity, forged: Partial<EpochBody>) {
    const held = await house.as(mira).hold(id);
    const { epoch, wraps } = house.as(mira).composeEpoch(held, [to(mira, everything), to(goran)]);
    const body = { ...parseEpochRecord(epoch.row), grantor: grantor.user, grantorKv: grantor.kv, ...forged };
    return { row: signEpochRecord(body, grantor.signing.privateKey), grants: epoch.grants, wraps };
  }

  const attacks: Record<
    string,
    { by?: Identity; wanted: string; body: (body: EpochBody) => Partial<EpochBody> }
  > = {
    'by one who may not grant': { by: goran, wanted: 'chain-record-refused: right', body: () => ({}) },
    'of another case': { wanted: 'chain-record-refused: case', body: () => ({ caseId: randomBytes(16) }) },
    'that skips an epoch': { wanted: 'chain-record-refused: epoch', body: () => ({ epoch: 3 }) },
    'beside the chain': { wanted: 'chain-superseded', body: () => ({ seq: 2 }) },
    'that turns the case into an inbox': {
      wanted: 'chain-record-refused: intake-key',
      body: () => ({ intakePk: randomBytes(32) }),
    },
    'that leaves nobody who may grant': {
      wanted: 'membership-refused: no-grantor',
      body: ({ members }) => ({
        members: members.map((one) => ({ ...one, rights: one.rights === 5 ? 5 : 3 })),
      }),
    },
    'that leaves RECOVERY out': {
      wanted: 'chain-record-refused: recovery-missing',
      body: ({ members }) => ({ members: members.filter(({ rights }) => rights !== 5) }),
    },
    'with a grant that somebody else will not get': {
      wanted: 'grants-incomplete',
      body: ({ members }) => ({ members: members.map((one) => ({ ...one, grantHash: randomBytes(32) })) }),
    },
  };

  it.each(Object.entries(attacks))('%s is refused', async (_name, { by = mira, wanted, body }) => {
    const honest = await forgedEpoch(by, {});
    const { row, grants, wraps } = await forgedEpoch(by, body(parseEpochRecord(honest.row)));

    const attempt = house.as(by).sendEpoch(id, { row, grants }, wraps);

    expect(await refusalFrom(attempt)).toBe(wanted);
    await nothingWasSaved();
  });

  it('is refused with an administrator, a stranger or a revoked person in it', async () => {
    const held = await house.as(mira).hold(id);
    house.organisation.revoke(vera);
    const { epoch, wraps } = house.as(mira).composeEpoch(held, [to(mira, everything)]);
    const body = parseEpochRecord(epoch.row);
    const withMember = ({ user, kv }: Identity) => {
      const member = { user, kv, rights: readWrite, grantHash: randomBytes(32) };
      const members = [...body.members, member].sort((a, b) => Buffer.compare(a.user, b.user));
      return { row: signEpochRecord({ ...body, members }, mira.signing.privateKey), grants: epoch.grants };
    };

    const refusals = await Promise.all(
      [admin, stranger, vera].map((who) => refusalFrom(house.as(mira).sendEpoch(id, withMember(who), wraps))),
    );

    expect(refusals).toEqual([
      'chain-record-refused: member-kind',
      'chain-record-refused: member-key',
      'chain-record-refused: member-key',
    ]);
    await nothingWasSaved();
  });

  it('is refused with a wrap too few, too many, doubled, foreign, or of the old epoch', async () => {
    await house.as(mira).note(id, 'the second note');
    const held = await house.as(mira).hold(id);
    const { epoch, wraps } = house.as(mira).composeEpoch(held, [to(mira, everything)]);
    const [first, second] = wraps as [(typeof wraps)[0], (typeof wraps)[0]];
    const foreign = { record: randomBytes(32), wrap: first.wrap };
    const old = { ...first, wrap: Uint8Array.of(0, 0, 0, 1, ...first.wrap.slice(4)) };
    const lists = [[first], [first, second, foreign], [first, first], [first, foreign], [old, second]];

    const refusals = await Promise.all(
      lists.map((list) => refusalFrom(house.as(mira).sendEpoch(id, epoch, list))),
    );

    expect(refusals).toEqual([...Array<string>(4).fill('wraps-incomplete'), 'wrap-refused']);
    expect(await house.as(goran).texts(id)).toEqual(['the first note', 'the second note']);
  });

  it('is refused when it was composed before somebody else wrote', async () => {
    const { epoch, wraps } = house
      .as(mira)
      .composeEpoch(await house.as(mira).hold(id), [to(mira, everything)]);
    await house.as(goran).note(id, 'in between');

    expect(await refusalFrom(house.as(mira).sendEpoch(id, epoch, wraps))).toBe('chain-superseded');
    expect(await house.as(goran).texts(id)).toEqual(['the first note', 'in between']);
  });

  it('is refused in another person’s session', async () => {
    const { epoch, wraps } = house
      .as(mira)
      .composeEpoch(await house.as(mira).hold(id), [to(mira, everything)]);

    expect(await refusalFrom(house.as(goran).sendEpoch(id, epoch, wraps))).toBe(
      'chain-record-refused: author',
    );
    expect(await refusalFrom(house.as(vera).sendEpoch(id, epoch, wraps))).toBe('circle-unknown');
  });

  it('may come from RECOVERY, whoever carries it', async () => {
    const held = await house.as(mira).hold(id);
    const composed = house.as(recovery).composeEpoch(held, [to(vera, everything)]);

    await house.as(vera).sendEpoch(id, composed.epoch, composed.wraps);

    expect(await house.as(vera).texts(id)).toEqual(['the first note']);
    expect(await refusalFrom(house.as(mira).rows(id))).toBe('circle-unknown');
  });
});

describe('opening a circle', () => {
  it('is refused for an id that another chain has', async () => {
    const composed = house.as(goran).compose([to(goran, everything)]);
    await house.as(goran).open('client-case', [], { composed });

    expect(await refusalFrom(house.as(goran).open('client-case', [], { composed }))).toBe('circle-known');
  });

  it('is refused for the id of a colleague’s case, signed by oneself', async () => {
    const honest = parseEpochRecord(house.as(mira).compose([to(mira, everything)]).row);
    const { grants } = house.as(goran).compose([to(goran, everything)]);
    const row = signEpochRecord(
      { ...honest, grantor: goran.user, members: [{ ...honest.members[0]!, user: goran.user, rights: 7 }] },
      goran.signing.privateKey,
    );
    const opening = { kind: 'client-case', subjectId: null, epoch: row, grants } as const;

    const attempt = house.write((tx) => house.open.run(tx, opening, staffIdOf(goran)));

    expect(await refusalFrom(attempt)).toBe('chain-record-refused: case-id');
  });

  it('is refused in another person’s session', async () => {
    const composed = house.as(mira).compose([to(mira, everything)]);

    expect(await refusalFrom(house.as(goran).open('client-case', [], { composed }))).toBe(
      'chain-record-refused: author',
    );
  });

  it('is refused without the one who opens it, and as a kind that is not hers to open', async () => {
    const without = house.as(goran).open('client-case', [to(mira, everything)]);
    const inbox = house.as(goran).open('inbox', [to(goran, everything)]);
    const forVera = house.as(mira).open('worker-file', [to(mira, everything)], { subject: vera });
    const bookOfVera = house.as(mira).open('safety-book', [to(mira, everything)], { subject: vera });
    const crowd = house.as(goran).open('hand-over', [to(goran, everything), to(lena), to(mira)]);

    expect(await Promise.all([without, inbox, forVera, bookOfVera, crowd].map(refusalFrom))).toEqual([
      'membership-refused: opener-missing',
      'circle-kind-refused',
      'circle-kind-refused',
      'membership-refused: worker-missing',
      'membership-refused: not-two',
    ]);
  });

  it('is refused as an inbox without an intake key, and as a case with one', async () => {
    const { directory } = house.organisation;
    const order = { directory, grantor: mira, ms: house.clock.now(), recipients: [to(mira, everything)] };
    const asCase = house
      .as(mira)
      .open('client-case', [], { composed: beginCircle({ ...order, inbox: true }) });
    const asInbox = house.as(mira).open('inbox', [], { composed: beginCircle({ ...order, inbox: false }) });

    expect(await Promise.all([asCase, asInbox].map(refusalFrom))).toEqual([
      'chain-record-refused: intake-key',
      'chain-record-refused: intake-key',
    ]);
    expect(idBytes(id)).toHaveLength(16);
  });
});

describe('a recovery ceremony', () => {
  it('lets its leader fetch what RECOVERY opens, written down under her name, and nobody else', async () => {
    const list = (who: Identity) => house.recoverable.run(house.reader, staffIdOf(who), null, 10);
    const before = await refusalFrom(house.as(vera).rows(id));
    house.recoveryLeader = staffIdOf(vera);

    const texts = await new Client(house, vera, recovery).texts(id);
    const log = await house.openings.page(house.reader, { circle: id }, null, 1);

    expect([before, texts]).toEqual(['circle-unknown', ['the first note']]);
    expect((await list(vera)).map(({ circle }) => circle.id)).toEqual([id]);
    expect(await list(stranger)).toEqual([]);
    expect(log[0]?.staffId).toBe(staffIdOf(vera));
    expect(await refusalFrom(house.as(vera).send(id, forge(vera, await house.as(mira).hold(id))))).toBe(
      'circle-right-missing',
    );
  });
});
