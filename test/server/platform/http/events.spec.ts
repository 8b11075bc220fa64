import { endSessionsOf } from '../../../../src/contracts/identity/session.js';
import type { StaffId } from '../../../../src/domain/shared/ids.js';
import { Announce } from '../../../../src/server/platform/live/announce.js';
import { ApiHouse } from '../../support/api-house.js';
import type { Founding, Person, StaffClient } from '../../support/staff-client.js';
import { EventLine } from '../../support/event-line.js';

/** As behind the proxy that ends TLS. */
const secure = (cookie: string) => ({ cookie, 'x-forwarded-proto': 'https' });

describe('the stream of events', () => {
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
    mira = await office.enrol(laptop, { dutyName: 'Mira', roles: ['operator'] }, founding.admin.identity);
  });
  afterAll(() => house.close());

  const announce = (subjectId: string, readers?: StaffId[]) =>
    house.test.database.transaction((tx) =>
      house.app.get(Announce).run(tx, { kind: 'test', subjectId, ...(readers ? { for: readers } : {}) }),
    );

  it('is closed to who has no session', async () => {
    await expect(EventLine.open(house.url, secure('none=1'))).rejects.toThrow('401');
  });

  it('says that it is ready in a way that a browser hears, from a place from which another line goes on', async () => {
    const stream = await EventLine.open(house.url, secure(laptop.cookie!));
    const { signs, at } = stream;
    stream.close();

    expect(signs).toEqual(['ready']);
    expect(at).toMatch(/^\d+$/);
  });

  it('announces a new directory entry to everybody', async () => {
    const stream = await EventLine.open(house.url, secure(laptop.cookie!));
    const ana = await office.enrol(
      house.browser(),
      { dutyName: 'Ana', roles: ['operator'] },
      founding.admin.identity,
    );

    await stream.until(2);
    stream.close();

    expect(stream.heard.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['enrolment', ana.id],
      ['directory', '4'],
    ]);
  });

  it('tells only those whom it concerns', async () => {
    const [hers, theirs] = [
      await EventLine.open(house.url, secure(laptop.cookie!)),
      await EventLine.open(house.url, secure(office.cookie!)),
    ];

    await announce('for Vera', [founding.admin.id]);
    await announce('for all');
    await Promise.all([hers.until(1), theirs.until(2)]);
    [hers, theirs].forEach((stream) => stream.close());

    expect(hers.heard.map(({ subject }) => subject)).toEqual(['for all']);
    expect(theirs.heard.map(({ subject }) => subject)).toEqual(['for Vera', 'for all']);
  });

  it('resumes where it broke off, in order, each event once', async () => {
    const first = await EventLine.open(house.url, secure(laptop.cookie!));
    await announce('0');
    await first.until(1);
    first.close();
    for (let n = 1; n <= 30; n += 1) await announce(String(n));

    const opening = EventLine.open(house.url, secure(laptop.cookie!), first.at);
    await Promise.all(Array.from({ length: 20 }, (_, n) => announce(String(31 + n))));
    const second = await opening;
    await second.until(50);
    second.close();

    const places = second.heard.map(({ id }) => Number(id));
    expect(new Set(second.heard.map(({ subject }) => subject)).size).toBe(50);
    expect(second.heard).toHaveLength(50);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('gives places in the order of commits, so that a slow transaction is not missed', async () => {
    const stream = await EventLine.open(house.url, secure(laptop.cookie!));
    let finish = (): void => undefined;
    const gate = new Promise<void>((open) => (finish = open));
    const slow = house.test.database.transaction(async (tx) => {
      await house.app.get(Announce).run(tx, { kind: 'test', subjectId: 'began first' });
      await gate;
    });
    await announce('ended first');
    await stream.until(1);
    finish();
    await slow;

    await stream.until(2);
    stream.close();

    expect(stream.heard.map(({ subject }) => subject)).toEqual(['ended first', 'began first']);
  });

  it('says to start over where it cannot resume', async () => {
    await announce('the newest');
    const ahead = await EventLine.open(house.url, secure(laptop.cookie!), '999999');
    await ahead.until(1);
    ahead.close();

    expect(ahead.heard[0]?.kind).toBe('start-over');
  });

  it('ends at once when the session is ended elsewhere', async () => {
    const stream = await EventLine.open(house.url, secure(laptop.cookie!));

    await office.call(endSessionsOf, { params: { id: mira.id } });

    await expect(stream.ended).resolves.toBeUndefined();
    await expect(EventLine.open(house.url, secure(laptop.cookie!))).rejects.toThrow('401');
  });

  it('survives what comes in the same breath as the end of a session', async () => {
    await laptop.signIn(mira);
    const stream = await EventLine.open(house.url, secure(laptop.cookie!));

    await office.revoke(mira.id, founding.admin.identity);
    await stream.ended;
    await announce('later');

    const other = await EventLine.open(house.url, secure(office.cookie!), '0');
    await other.until(1);
    other.close();
    expect(other.heard.length).toBeGreaterThan(0);
  });
});
