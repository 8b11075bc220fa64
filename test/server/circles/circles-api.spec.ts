import { DiscoveryService } from '@nestjs/core';
import { z } from 'zod';
import { appendRecord, readChain, readStubs } from '../../../src/contracts/circles/records.js';
import { changeCase, listMyCircles, readCircle } from '../../../src/contracts/circles/circles.js';
import { listEveryCircle, listOpenings, whoMayKnow } from '../../../src/contracts/circles/schedule.js';
import { listOpenWork } from '../../../src/contracts/identity/open-work.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import { minutes } from '../../../src/domain/shared/time.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import type { Recipient } from '../../../src/e2ee/circle/compose-epoch.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { HeldDirectory } from '../../../src/server/circles/held-directory.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { routesOf } from '../../../src/server/platform/http/access.js';
import { ApiHouse } from '../support/api-house.js';
import { codeOf } from '../support/refusal.js';
import type { Founding, Person, ProblemAnswer, StaffClient } from '../support/staff-client.js';

let house: ApiHouse;
let office: StaffClient;
let founding: Founding;
const browsers: Record<'mira' | 'goran', StaffClient> = {} as never;

beforeAll(async () => {
  house = await ApiHouse.open({ modules: (identity) => [CirclesModule.with(identity)] });
  office = house.browser();
  founding = await office.found(await house.setUpToken(), { dutyName: 'Ana', roles: ['administrator'] });
  const signer = founding.admin.identity;
  browsers.mira = house.browser('192.0.2.2');
  browsers.goran = house.browser('192.0.2.3');
  await office.enrol(browsers.mira, { dutyName: 'Mira', roles: ['coordinator'] }, signer);
  await office.enrol(browsers.goran, { dutyName: 'Goran', roles: ['case-worker'] }, signer);
});
afterAll(() => house.close());

const personOf = ({ person }: StaffClient): Person => person!;

const to = (browser: StaffClient, rights: number): Recipient => {
  const { user, kv } = personOf(browser).identity;
  return { user, kv, rights };
};

async function sealed(browser: StaffClient, id: CircleId, text: string) {
  const writing = { kind: kinds.note, object: randomBytes(16), text };
  const { row, wrap } = await browser.circles.compose(id, writing);
  return { row, wrap };
}

describe('circles over the API', () => {
  it('lets two people share a case, and an administrator see nothing of it', async () => {
    const { mira, goran } = browsers;
    const id = await mira.circles.openCase(goran);
    await mira.circles.note(id, 'She is safe.');
    await goran.circles.note(id, 'I call at eight.');

    expect(await goran.circles.texts(id)).toEqual(['She is safe.', 'I call at eight.']);
    expect(await codeOf(office.call(readChain, { params: { id } }))).toBe('circle-unknown');
    expect((await goran.call(listMyCircles)).items.map((mine) => mine.id)).toContain(id);
  });

  it('answers a write that is repeated with its key as before, and adds nothing', async () => {
    const { mira } = browsers;
    const id = await mira.circles.openCase();
    const call = { params: { id }, body: await sealed(mira, id, 'once'), key: 'a-key-of-20-symbols-x' };

    const answers = [await mira.call(appendRecord, call), await mira.call(appendRecord, call)];

    expect(answers).toEqual([{ seq: 2 }, { seq: 2 }]);
    expect(await mira.circles.texts(id)).toEqual(['once']);
  });

  it('refuses the loser of a race and tells her to read again', async () => {
    const { mira } = browsers;
    const id = await mira.circles.openCase();
    const [one, two] = [await sealed(mira, id, 'one'), await sealed(mira, id, 'two')];
    await mira.call(appendRecord, { params: { id }, body: one });

    expect(await codeOf(mira.call(appendRecord, { params: { id }, body: two }))).toBe('chain-superseded');
  });

  it('removes a colleague, who then finds nothing there', async () => {
    const { mira, goran } = browsers;
    const id = await mira.circles.openCase(goran);
    await mira.circles.note(id, 'kept');

    await mira.circles.beginEpoch(id, [to(mira, 7)]);

    expect(await codeOf(goran.call(readChain, { params: { id } }))).toBe('circle-unknown');
    expect(await mira.circles.texts(id)).toEqual(['kept']);
  });

  it('changes a case only for one who has seen its newest version', async () => {
    const { mira } = browsers;
    const id = await mira.circles.openCase();
    const change = (version: number, stage: 'recovery' | 'return') =>
      mira.call(changeCase, { params: { id }, version, body: { stage } });

    const first = await change(1, 'recovery');

    expect(first).toEqual({ version: 2 });
    expect(await codeOf(change(1, 'return'))).toBe('superseded');
    expect((await mira.call(readCircle, { params: { id } })).facts?.stage).toBe('recovery');
  });

  it('shows a coordinator who may know and who opened it, without opening it', async () => {
    const { mira, goran } = browsers;
    const id = await goran.circles.openCase();
    await goran.call(readChain, { params: { id } });

    const { members } = await mira.call(whoMayKnow, { params: { id } });
    const { items } = await mira.call(listOpenings, { params: { id } });
    const all = await mira.call(listEveryCircle, { query: { limit: 200 } });

    expect(members.map(({ userId }) => userId)).toEqual([personOf(goran).id]);
    expect(items.map(({ staffId }) => staffId)).toEqual([personOf(goran).id]);
    expect(all.items.map((one) => one.id)).toContain(id);
    expect(await codeOf(mira.call(readChain, { params: { id } }))).toBe('circle-unknown');
    expect(await codeOf(goran.call(listEveryCircle))).toBe('not-allowed');
  });

  it('lets a member verify the whole chain without its contents, which is no opening, and nobody else', async () => {
    const { mira, goran } = browsers;
    const id = await goran.circles.openCase();
    await goran.circles.note(id, 'The driver asked for her by name.');
    const whole = (await goran.circles.hold(id)).chain;
    const opened = async () => (await goran.call(listOpenings, { params: { id } })).items;
    const before = await opened();

    house.clock.advance(minutes(10));
    const { records, head } = await goran.call(readStubs, { params: { id } });
    const read = (bytes: readonly { readonly bytes: Uint8Array }[]) =>
      CaseChain.read(
        idBytes(id),
        whole.directory,
        bytes.map((each) => each.bytes),
      );

    const unread = read(records);
    expect([unread.standing, unread.head, head]).toEqual(['whole', whole.head, 2]);
    expect(unread.records.map(({ ciphertext }) => ciphertext)).toEqual([undefined]);
    expect(await opened()).toEqual(before);
    expect(await codeOf(mira.call(readStubs, { params: { id } }))).toBe('circle-unknown');

    await house.test.source.query(
      `update chain_record set bytes = '\\x00' where circle_id = $1 and seq = 2`,
      [id],
    );
    expect(read((await goran.call(readStubs, { params: { id } })).records).standing).toBe('damaged');
  });

  it('asks for new epochs when somebody leaves, tells those who are in the circles, and lists what is left to do', async () => {
    const { mira } = browsers;
    const leaver = house.browser('192.0.2.4');
    await office.enrol(leaver, { dutyName: 'Lena', roles: ['case-worker'] }, founding.admin.identity);
    const id = await mira.circles.openCase(leaver);

    await office.revoke(personOf(leaver).id, founding.admin.identity);

    const mine = await mira.call(readCircle, { params: { id } });
    const work = await mira.call(listOpenWork, { params: { id: personOf(leaver).id } });
    const events = await rows<{ readers: string[] }>(
      house.test.database.reader,
      `select readers from event where kind = 'circle-members' and subject_id = $1`,
      [id],
    );
    expect([mine.needsNewEpoch, mine.grantorsLeft]).toEqual([true, 1]);
    const number = mine.facts?.number;
    const takers = [personOf(mira).id];
    expect(work.items).toEqual([
      { kind: 'client-case', id, number, way: 'members', takers, askedOf: null, alone: false },
    ]);
    expect(events[0]?.readers).toContain(personOf(mira).id);
    expect(await codeOf(leaver.call(readChain, { params: { id } }))).toBe('not-signed-in');
  });

  it('holds the directory still while a record is judged: a revocation waits, and then is known', async () => {
    const { mira } = browsers;
    const leaver = house.browser('192.0.2.5');
    await office.enrol(leaver, { dutyName: 'Jovan', roles: ['case-worker'] }, founding.admin.identity);
    const held = house.app.get(HeldDirectory, { strict: false });
    const order: string[] = [];

    const judging = house.test.database.transaction(async (tx) => {
      await held.hold(tx);
      const revoking = office
        .revoke(personOf(leaver).id, founding.admin.identity)
        .then(() => order.push('revoked'));
      await new Promise((done) => setTimeout(done, 300));
      order.push('judged');
      return { revoking };
    });
    await (
      await judging
    ).revoking;

    expect(order).toEqual(['judged', 'revoked']);
    expect((await mira.directory()).keyOf(idBytes(personOf(leaver).id))).toBeUndefined();
  });

  describe('what no table could hold', () => {
    /** The status and the first field that is named. */
    async function answerTo(browser: StaffClient, method: string, path: string, body?: unknown) {
      const { status, text } = await browser.raw(method, path, body);
      const { code, fields } = JSON.parse(text) as ProblemAnswer['problem'];
      return [status, fields?.[0]?.at ?? code];
    }

    it.each([
      ['words', ['x']],
      ['a number beyond all numbers', [1e300]],
      ['a zero byte', ['\0']],
      ['two words', ['x', 'x']],
      ['a moment that no calendar has', [9e15, '00000000-0000-4000-8000-000000000000']],
      ['a moment before all of the database', [-8.64e15, '00000000-0000-4000-8000-000000000000']],
    ])('is refused as a cursor: %s', async (_what, place) => {
      const { mira } = browsers;
      const id = await mira.circles.openCase();
      const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
      const lists = routesOf(house.app.get(DiscoveryService)).filter(
        ({ query }) => query instanceof z.ZodObject && 'cursor' in query.shape,
      );

      const answers = await Promise.all(
        lists.map(({ path, may }) => {
          const who = may.includes('administrator') ? office : mira;
          const subject = path.includes('/staff/') ? personOf(mira).id : id;
          return answerTo(who, 'GET', `${path.replace(':id', subject)}?cursor=${cursor}`);
        }),
      );

      expect(lists.length).toBeGreaterThan(7);
      expect(new Set(answers.map(String))).toEqual(new Set(['400,cursor-unknown']));
    });

    it('is refused by name in a request', async () => {
      const { mira } = browsers;
      const id = await mira.circles.openCase();
      const file = '/api/v1/circles/' + id + '/files/00000000-0000-4000-8000-000000000000/pieces';
      const invitation = { dutyName: 'Ne\0na', roles: ['operator'], functions: [], language: 'en' };

      expect([
        await answerTo(mira, 'GET', '/api/v1/directory?since=4000000000'),
        await answerTo(mira, 'GET', `${file}?from=4000000000`),
        await answerTo(office, 'GET', '/api/v1/audit?kind=%00'),
        await answerTo(office, 'POST', '/api/v1/invitations', invitation),
      ]).toEqual([
        [400, 'query.since'],
        [400, 'query.from'],
        [400, 'query.kind'],
        [400, 'body.dutyName'],
      ]);
    });
  });
});
