import { rows } from '../../src/server/platform/database/database.js';
import { eventually, phoneOf, startHouse, type House } from './support/house.js';
import { tap, walk } from './support/walk.js';

const contact = 1001;

let house: House;

beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

const screen = (): string => house.sandbox.phone(contact).messages('intake').at(-1)?.text ?? '';
const alertOn = (phone: number): string =>
  house.sandbox
    .phone(phone)
    .messages('staff')
    .findLast(({ from }) => from === 'bot')?.text ?? '';

/** The scene that everything else hangs on; one story, so the steps share a house and follow one another. */
describe('from a frightened tap to an answer', () => {
  it('calls the focal point upon "Yes, now"', async () => {
    house.sandbox.phone(contact).send('intake', '/start');
    await walk(house.sandbox.phone(contact), ['English', 'Yes', 'Start', 'About me']);
    await eventually(() => screen().includes('danger'));

    house.sandbox.phone(contact).tapLabel('intake', 'Yes, now');
    await eventually(() => alertOn(phoneOf.mira).includes('RED'));

    await eventually(() => screen().includes('192'));
  });

  it('says level, kind and number on the phones of staff, and nothing else', async () => {
    await eventually(() => alertOn(phoneOf.jovan).includes('RED'));

    expect(alertOn(phoneOf.mira)).toMatch(/^RED · contact \d+$/);
    expect(alertOn(phoneOf.jovan)).toMatch(/^RED · contact \d+$/);
  });

  it('tells the others who has it, once she takes it', async () => {
    await tap(house.sandbox.phone(phoneOf.mira), 'staff', 'I take it');

    await eventually(() => alertOn(phoneOf.jovan).includes('Mira'));
    const [alert] = await rows<{ acknowledged_at: Date | null }>(
      house.test.database.reader,
      'select * from alert',
    );
    expect(alert?.acknowledged_at).not.toBeNull();
  });

  it('stops the answer clock when she says "I am in contact"', async () => {
    const clock = () =>
      rows<{ answer_due_at: Date | null; answered_at: Date | null }>(
        house.test.database.reader,
        'select answer_due_at, answered_at from conversation',
      );
    const before = await clock();

    await tap(house.sandbox.phone(phoneOf.mira), 'staff', 'I am in contact');
    await eventually(async () => (await clock())[0]?.answered_at !== null);

    expect(before[0]?.answer_due_at).not.toBeNull();
    expect((await clock())[0]?.answer_due_at).toBeNull();
  });

  it('shows one quiet message on the contact’s phone, edited in place', () => {
    const messages = house.sandbox
      .phone(contact)
      .messages('intake')
      .filter(({ from }) => from === 'bot');

    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ silent: true, protectContent: true });
  });
});
