import { randomUUID } from 'node:crypto';
import {
  chooseLanguage,
  forgetMailAddress,
  issuePhoneCode,
  readPhone,
  setMailAddress,
  unlinkPhone,
} from '../../../src/contracts/escalation/phone.js';
import { listOpenAlerts, readTimeline } from '../../../src/contracts/escalation/alerts.js';
import { minutes } from '../../../src/domain/shared/time.js';
import { LinkPhone, type Linking } from '../../../src/server/identity/link-phone.js';
import { PostgresStaffDirectory } from '../../../src/server/identity/postgres-staff-directory.js';
import { NoteReachability } from '../../../src/server/identity/note-reachability.js';
import { StaffBotName } from '../../../src/server/staff-bot/staff-bot-name.js';
import type { StaffClient } from '../support/staff-client.js';
import { DutyRoomHouse, idOf } from './duty-room-house.js';
import { codeOf } from '../support/refusal.js';

let house: DutyRoomHouse;
let vera: StaffClient;

beforeAll(async () => {
  house = await DutyRoomHouse.open();
  vera = await house.person('Vera', ['focal-point'], { phone: false });
});
afterAll(() => house.close());

/** What the staff bot does with `/start <code>`. */
const start = (chat: number, code: string): Promise<Linking> =>
  house.api.test.database.transaction((tx) =>
    house.api.app.get(LinkPhone, { strict: false }).run(tx, chat, code),
  );

const stateOf = async (who: StaffClient) => (await who.call(readPhone)).state;

describe("linking one's phone from the console", () => {
  it('makes an account that was enrolled in the browser one that an alert reaches', async () => {
    expect(await stateOf(vera)).toBe('none');
    const { code, link } = await vera.call(issuePhoneCode);
    expect(link).toBe(`https://t.me/a_quiet_bot?start=${code}`);

    expect(await start(4_001, code)).toMatchObject({ result: 'linked', staffId: idOf(vera) });

    expect(await stateOf(vera)).toBe('linked');
    const id = await house.raise();
    const { items } = await vera.call(readTimeline, { params: { id } });
    expect(items).toContainEqual(
      expect.objectContaining({ is: 'call', staffId: idOf(vera), channel: 'telegram', status: 'pending' }),
    );
  });

  it('gives a code that works once, for a quarter of an hour, and makes the one before it worthless', async () => {
    const first = await vera.call(issuePhoneCode);
    const second = await vera.call(issuePhoneCode);

    expect(await start(4_002, first.code)).toEqual({ result: 'refused' });
    expect(await start(4_001, second.code)).toMatchObject({ result: 'linked' });
    expect(await start(4_001, second.code)).toEqual({ result: 'refused' });
    const late = await vera.call(issuePhoneCode);
    house.api.clock.advance(minutes(16));
    expect(await start(4_001, late.code)).toEqual({ result: 'refused' });
  });

  it('shows a code only once, also when the request is repeated', async () => {
    const key = randomUUID();
    await vera.call(issuePhoneCode, { key });

    expect(await codeOf(vera.call(issuePhoneCode, { key }))).toBe('answered-once');
  });

  it('says when the phone no longer takes our messages', async () => {
    const note = house.api.app.get(NoteReachability, { strict: false });
    await house.api.test.database.transaction((tx) => note.run(tx, idOf(vera), false));

    expect(await stateOf(vera)).toBe('unreachable');
  });

  it('unlinks, and the calls that waited for that phone are dead at once', async () => {
    await house.linkPhone(idOf(vera));
    const id = await house.raise();

    await vera.call(unlinkPhone);

    expect(await stateOf(vera)).toBe('none');
    const { items } = await vera.call(readTimeline, { params: { id } });
    expect(items).toContainEqual(
      expect.objectContaining({ is: 'call', staffId: idOf(vera), status: 'dead', code: 'unlinked' }),
    );
    expect((await vera.call(listOpenAlerts)).people).toContainEqual(
      expect.objectContaining({ id: idOf(vera), phone: false }),
    );
  });

  it('keeps the language in which one is called', async () => {
    await vera.call(chooseLanguage, { body: { language: 'sr-Cyrl' } });

    expect((await vera.call(readPhone)).language).toBe('sr-Cyrl');
    const answer = await vera.raw('PUT', chooseLanguage.path, { language: 'xx' });
    expect(answer.status).toBe(400);
  });
});

describe("one's own mail address", () => {
  it('is kept sealed, told to nobody, used for calls, and erased on request', async () => {
    await vera.call(setMailAddress, { body: { address: 'vera@kuca.example' } });
    const state = await vera.call(readPhone);
    const [row]: { sealed: string }[] = await house.api.test.source.query(
      `select email_sealed::text as sealed from staff where duty_name = 'Vera'`,
    );
    const directory = house.api.app.get(PostgresStaffDirectory, { strict: false });
    const kept = await directory.emailOf(house.api.test.database.reader, idOf(vera));
    await vera.call(forgetMailAddress);

    expect(state.mail).toBe('known');
    expect(JSON.stringify(state)).not.toContain('kuca');
    expect(row!.sealed).not.toContain(Buffer.from('vera@').toString('hex'));
    expect(kept).toBe('vera@kuca.example');
    expect((await vera.call(readPhone)).mail).toBe('none');
    expect(await directory.emailOf(house.api.test.database.reader, idOf(vera))).toBeNull();
  });

  it('is refused when it is none, naming the field and keeping what was there', async () => {
    await vera.call(setMailAddress, { body: { address: 'vera@kuca.example' } });
    const answer = await vera.raw('PUT', setMailAddress.path, { address: 'not an address' });

    expect(answer.status).toBe(400);
    expect(answer.text).toContain('address');
    expect(answer.text).not.toContain('not an address');
    expect((await vera.call(readPhone)).mail).toBe('known');
  });
});

describe('the name of the staff bot', () => {
  it('is asked for again after a failure, and known from then on', async () => {
    let asked = 0;
    const getMe = async () => {
      asked += 1;
      if (asked === 1) throw new Error('away');
      return { username: 'a_quiet_bot' } as never;
    };
    const name = new StaffBotName({ getMe });

    expect([await name.read(), await name.read(), await name.read()]).toEqual([
      null,
      'a_quiet_bot',
      'a_quiet_bot',
    ]);
    expect(asked).toBe(2);
  });

  it('leads nowhere where there is no public Telegram', async () => {
    expect(await new StaffBotName(null).read()).toBeNull();
  });
});
