import { minutes, seconds } from '../../../src/domain/shared/time.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { TRIES_PER_CHAT, type Linking } from '../../../src/server/identity/link-phone.js';
import { LINK_CODE_LIFE, readLinkCode } from '../../../src/server/identity/link-code.js';
import { makeNightShift, type NightShift, type Person } from '../../builders/night-shift.js';

describe('linking a phone', () => {
  let shift: NightShift;
  let iva: Person;

  beforeAll(async () => {
    shift = await makeNightShift();
  });
  afterAll(() => shift.db.drop());

  beforeEach(async () => {
    shift = await shift.anew();
    iva = await shift.person('Iva', { phone: false });
  });

  const code = async (person = iva): Promise<string> =>
    (await shift.tx((tx) => shift.issueCode.run(tx, person.id))).code;
  const link = (chat: number, typed: string): Promise<Linking> =>
    shift.tx((tx) => shift.linkPhone.run(tx, chat, typed));

  it('makes the chat hers', async () => {
    const linking = await link(501, await code());

    const found = await shift.tx((tx) => shift.directory.byChat(tx, 501));
    expect(linking).toEqual({ result: 'linked', staffId: iva.id, replacedChat: null });
    expect(found).toMatchObject({ id: iva.id, dutyName: 'Iva', phoneReachable: true });
    expect(await shift.tx((tx) => shift.directory.chatOf(tx, iva.id))).toBe(501);
  });

  it('works once', async () => {
    const typed = await code();
    await link(501, typed);

    expect(await link(502, typed)).toEqual({ result: 'refused' });
  });

  it('works for one of two phones that try at the same moment', async () => {
    const typed = await code();

    const results = await Promise.all([link(501, typed), link(502, typed), link(503, typed)]);

    expect(results.filter(({ result }) => result === 'linked')).toHaveLength(1);
  });

  it('works for a quarter of an hour', async () => {
    const early = await code();
    shift.clock.advance(LINK_CODE_LIFE);
    const late = await link(501, early);
    const fresh = await code();
    shift.clock.advance(minutes(14));
    shift.clock.advance(seconds(59));

    expect([late.result, (await link(501, fresh)).result]).toEqual(['refused', 'linked']);
  });

  it('works with the newest code only', async () => {
    const old = await code();
    const newest = await code();

    expect([(await link(501, old)).result, (await link(501, newest)).result]).toEqual(['refused', 'linked']);
  });

  it('does not work for somebody who has left', async () => {
    const typed = await code();
    await shift.tx((tx) => tx.query('update staff set active = false'));

    expect((await link(501, typed)).result).toBe('refused');
  });

  it('refuses even the right code after five wrong ones, for a quarter of an hour and for that chat only', async () => {
    const typed = await code();
    for (let count = 0; count < TRIES_PER_CHAT; count++) await link(666, '00000000');

    const guessed = await link(666, typed);
    const hers = await link(501, typed);
    shift.clock.advance(minutes(16));
    const later = await link(666, await code());

    expect([guessed.result, hers.result, later.result]).toEqual(['refused', 'linked', 'linked']);
  });

  it('takes the chat away from whoever had it before', async () => {
    const mira = await shift.person('Mira');

    await link(mira.phone, await code());

    const found = await shift.tx((tx) => shift.directory.byChat(tx, mira.phone));
    expect(found?.id).toBe(iva.id);
    expect(await shift.tx((tx) => shift.directory.chatOf(tx, mira.id))).toBeNull();
  });

  it('leaves neither chat, nor code, nor address readable in the database', async () => {
    const typed = await code();
    await link(987_654_321, typed);

    const [dump] = await rows<{ all: string }>(
      shift.db.database.reader,
      `select (select string_agg(s::text, ' ') from staff s) || (select string_agg(c::text, ' ') from link_code c) as all`,
    );
    const hex = (text: string): string => Buffer.from(text).toString('hex');
    for (const secret of ['987654321', typed, 'iva@example.org'])
      for (const form of [secret, hex(secret)]) expect(dump?.all).not.toContain(form);
    expect(await shift.tx((tx) => shift.directory.emailOf(tx, iva.id))).toBe('iva@example.org');
  });

  it.each([
    ['abcd-efgh', 'ABCDEFGH'],
    [' ABCD EFGH ', 'ABCDEFGH'],
    ['OILoil00', '01101100'],
    ['ABCDEFG', null],
    ['ABCDEFGHJ', null],
    ['ABCDEFGU', null],
    ['', null],
    ['💥💥💥💥', null],
  ])('reads %j as people type it', (typed, read) => {
    expect(readLinkCode(typed)).toBe(read);
  });
});

describe('enrolling staff', () => {
  let shift: NightShift;

  beforeAll(async () => {
    shift = await makeNightShift();
  });
  afterAll(() => shift.db.drop());

  beforeEach(async () => {
    shift = await shift.anew();
  });

  it('refuses a duty name that a colleague goes by, in any letter case', async () => {
    await shift.person('Mira');

    await expect(shift.person(' mira ')).rejects.toMatchObject({ code: 'duty-name-unfit', why: 'taken' });
  });

  it('gives the name of somebody who left to another', async () => {
    await shift.person('Mira');
    await shift.tx((tx) => tx.query('update staff set active = false'));

    await expect(shift.person('Mira')).resolves.toBeDefined();
  });

  it.each([
    ['', 'empty'],
    [' \u200b\u202e ', 'empty'],
    ['x'.repeat(25), 'too-long'],
  ])('refuses %j', async (name, why) => {
    await expect(shift.person(name)).rejects.toMatchObject({ why });
  });
});
