import { minutes } from '../../../src/domain/shared/time.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { tapData } from '../../../src/server/staff-bot/tap.js';
import { makeNightShift, type NightShift, type Person } from '../../builders/night-shift.js';

describe('the staff bot', () => {
  let shift: NightShift;
  let mira: Person;
  let vesna: Person;
  let ana: Person;

  beforeAll(async () => {
    shift = await makeNightShift();
  });
  afterAll(() => shift.db.drop());

  beforeEach(async () => {
    await shift.db.empty();
    shift.duty.onDuty.clear();
    shift.desk.done.length = 0;
    mira = await shift.person('Mira', { duties: ['focal-point'] });
    vesna = await shift.person('Vesna', { duties: ['operator'] });
    ana = await shift.person('Ana', { duties: ['deputy'] });
  });

  afterEach(() => {
    expect(shift.log.errors).toEqual([]);
  });

  describe('an alert in the hands of one person', () => {
    it('is taken with one tap, and the others read who has it', async () => {
      await shift.contact();

      const answer = await shift.tap(mira, 'I take it');

      expect(answer).toBe('You have it.');
      expect(shift.telegram.last(vesna.phone).text).toContain('Mira has it.');
    });

    it('stops the answer clock with "I am in contact", once', async () => {
      await shift.contact();
      await shift.tap(mira, 'I take it');

      const first = await shift.tap(mira, 'I am in contact');
      const second = await shift.tap(mira, 'I am in contact');

      expect([first, second]).toEqual(['Noted: you are in contact.', 'It was noted before.']);
      expect(shift.desk.done).toEqual(['in-contact', 'in-contact']);
    });

    it('records that it is unsafe to write', async () => {
      await shift.contact();
      await shift.tap(mira, 'I take it');

      const answer = await shift.tap(mira, 'Unsafe to write');

      expect(answer).toBe('Noted: nobody writes until it is safe.');
      expect(shift.desk.done).toEqual(['unsafe']);
    });

    it('gives her the same contact’s overdue answer too, so that it stops ringing', async () => {
      const request = shift.request();
      await shift.tx((tx) => shift.raiseAlert.run(tx, request));
      await shift.relay.drain();
      await shift.tap(mira, 'I take it');
      const overdue = await shift.tx((tx) =>
        shift.raiseAlert.run(tx, { ...request, policyId: 'answer-overdue' }),
      );
      await shift.relay.drain();

      await shift.tapData(
        mira.phone,
        shift.telegram.on(mira.phone)[0]?.data.flat()[0] ?? '', // "I am in contact" of the first message
      );

      expect((await shift.alert(overdue))?.acknowledgedBy).toBe(mira.id);
    });

    it.each([
      ['Resolved', 'resolved', 'Done (Mira).'],
      ['False alarm', 'false-alarm', 'False alarm (Mira).'],
    ])('ends with "%s", for everyone', async (label, outcome, shown) => {
      const alert = await shift.contact();
      await shift.tap(mira, 'I take it');

      await shift.tap(mira, label);

      expect(await shift.alert(alert)).toMatchObject({ outcome, resolvedBy: mira.id, nextDueAt: null });
      expect(shift.desk.done).toEqual([`closed: ${outcome}`]);
      for (const person of [mira, vesna]) {
        expect(shift.telegram.last(person.phone).text).toContain(shown);
        expect(shift.telegram.last(person.phone).buttons).toEqual([]);
      }
    });

    it('is handed over only when the colleague accepts', async () => {
      const alert = await shift.contact();
      await shift.tap(mira, 'I take it');
      await shift.tap(mira, 'Hand over');
      const answer = await shift.tap(mira, 'Ana');
      const before = (await shift.alert(alert))?.acknowledgedBy;
      const asked = shift.telegram.last(ana.phone).text;

      const accepted = await shift.tap(ana, 'I take over');

      expect(answer).toBe('Ana is being asked.');
      expect(before).toBe(mira.id);
      expect(asked).toContain('Mira asks you to take over.');
      expect(accepted).toBe('You have it now.');
      expect((await shift.alert(alert))?.acknowledgedBy).toBe(ana.id);
      expect(shift.telegram.last(mira.phone).text).toContain('Ana has it.');
      expect(shift.telegram.last(ana.phone).buttons.flat()).toContain('I am in contact');
    });

    it('cannot be taken over by somebody who was not asked', async () => {
      const alert = await shift.contact();
      await shift.tap(mira, 'I take it');
      await shift.tap(mira, 'Hand over');
      await shift.tap(mira, 'Ana');

      const answer = await shift.tapData(vesna.phone, tapData('accept', alert));

      expect(answer).toBe('Nobody asks for this any more.');
      expect((await shift.alert(alert))?.acknowledgedBy).toBe(mira.id);
    });

    it('stays with her when the colleague declines', async () => {
      const alert = await shift.contact();
      await shift.tap(mira, 'I take it');
      await shift.tap(mira, 'Hand over');
      await shift.tap(mira, 'Ana');

      await shift.tap(ana, 'Not me');
      const late = await shift.tapData(ana.phone, shift.telegram.last(mira.phone).data.flat()[0] ?? '');

      expect((await shift.alert(alert))?.acknowledgedBy).toBe(mira.id);
      expect(shift.telegram.last(mira.phone).text).toMatch(/You have it\.$/);
      expect(late).toBe('Only the person who has it can do this.');
    });

    it('stays with her when she takes the question back, and the colleague can say yes no more', async () => {
      const alert = await shift.contact();
      await shift.tap(mira, 'I take it');
      await shift.tap(mira, 'Hand over');
      await shift.tap(mira, 'Ana');
      const [yes] = shift.telegram.last(ana.phone).data.flat();

      const answer = await shift.tap(mira, 'Ask nobody, it stays mine');
      const late = await shift.tapData(ana.phone, yes ?? '');

      expect(answer).toBe('It stays yours.');
      expect(late).toBe('Nobody asks for this any more.');
      expect(await shift.alert(alert)).toMatchObject({ acknowledgedBy: mira.id, offeredTo: null });
      expect(shift.telegram.last(mira.phone).text).toMatch(/You have it\.$/);
      expect(shift.telegram.last(mira.phone).buttons.flat()).not.toContain('Ask nobody, it stays mine');
      expect(shift.telegram.last(ana.phone).text).toContain('Mira has it.');
    });

    it('calls everybody again when she gives it back', async () => {
      const alert = await shift.contact();
      await shift.tap(mira, 'I take it');
      await shift.tap(mira, 'Hand over');

      await shift.tap(mira, 'Call everybody again');

      expect(await shift.alert(alert)).toMatchObject({ acknowledgedBy: null, round: 1 });
      expect(shift.telegram.last(vesna.phone).buttons.flat()).toContain('I take it');
    });
  });

  describe('bad input', () => {
    it('answers taps that we never sent, and changes nothing', async () => {
      const alert = await shift.contact();
      const strange = [
        '',
        'x',
        'take',
        't-',
        't-AAAAAAAAAAAAAAAAAAAAAA',
        `q-${'A'.repeat(22)}`,
        '💥',
        'a'.repeat(64),
      ];

      const answers: string[] = [];
      for (const data of strange) answers.push(await shift.tapData(mira.phone, data));

      expect(new Set(answers)).toEqual(new Set(['This button is no longer used.']));
      expect((await shift.alert(alert))?.acknowledgedAt).toBeNull();
    });

    it('tells a stranger who taps nothing but one neutral sentence', async () => {
      const alert = await shift.contact();

      const answer = await shift.tapData(99, shift.telegram.last(mira.phone).data.flat()[0] ?? '');

      expect(answer).toBe('Ovo je privatan bot.');
      expect((await shift.alert(alert))?.acknowledgedAt).toBeNull();
    });

    it('lets only the one who has it end it', async () => {
      const alert = await shift.contact();
      await shift.tap(mira, 'I take it');
      const resolve = shift.telegram.last(mira.phone).data.flat()[2] ?? '';

      const answer = await shift.tapData(vesna.phone, resolve);

      expect(answer).toBe('Only the person who has it can do this.');
      expect((await shift.alert(alert))?.resolvedAt).toBeNull();
    });

    it('notes two taps at once as one taking', async () => {
      const alert = await shift.contact();
      const take = shift.telegram.last(mira.phone).data.flat()[0] ?? '';

      const answers = await shift.tapAtOnce([mira.phone, take], [mira.phone, take]);

      expect(answers.sort()).toEqual(['You have it already.', 'You have it.']);
      expect((await shift.happened(alert)).filter((what) => what === 'acknowledged')).toHaveLength(1);
    });

    it('takes in every other kind of update without a fault', async () => {
      const group = { id: -5, type: 'group', title: 'x' };
      const user = { id: mira.phone, is_bot: false, first_name: 'x' };
      const chat = { id: mira.phone, type: 'private', first_name: 'x' };
      const base = { message_id: 1, date: 1, chat, from: user };
      const updates = [
        { message: { ...base, photo: [] } },
        { message: { ...base, sticker: {} } },
        { message: { ...base, voice: {} } },
        { message: { ...base, text: 'a'.repeat(4096) } },
        { message: { ...base, text: '\u202e\u200b\u0000 /open' } },
        { edited_message: { ...base, text: 'x' } },
        { message: { ...base, chat: group, text: '/open' } },
        { my_chat_member: { chat: group, from: user, date: 1, new_chat_member: { status: 'member', user } } },
        { callback_query: { id: 'inline', from: user, chat_instance: '1', inline_message_id: 'x' } },
        { something_new: {} },
        {},
      ];

      const outcomes = [];
      for (const update of updates) outcomes.push(await shift.update(update));

      expect(new Set(outcomes)).toEqual(new Set(['taken']));
      expect(shift.telegram.leftGroups).toEqual([-5]);
      expect(shift.telegram.last(mira.phone).text).toContain('Only buttons and commands are read here.');
    });

    it('answers one chat six times a minute and no more', async () => {
      for (let count = 0; count < 50; count++) await shift.write(77, 'hello');

      expect(shift.telegram.on(77)).toHaveLength(6);

      shift.clock.advance(minutes(1));
      await shift.write(77, 'hello');
      expect(shift.telegram.on(77)).toHaveLength(7);
    });
  });

  describe('a phone', () => {
    it('is linked by the code, once, and told so by her duty name', async () => {
      const iva = await shift.person('Iva', { phone: false });
      const { code } = await shift.tx((tx) => shift.issueCode.run(tx, iva.id));

      await shift.write(501, `/start ${code.toLowerCase().slice(0, 4)}-${code.slice(4)}`);
      await shift.write(502, `/start ${code}`);

      expect(shift.telegram.last(501).text).toContain('This phone is now linked, Iva.');
      expect(shift.telegram.last(502).text).toBe('Ovaj kod ne važi. Zatražite novi.');
    });

    it('that replaces another one tells the other', async () => {
      const { code } = await shift.tx((tx) => shift.issueCode.run(tx, mira.id));

      await shift.write(503, `/start ${code}`);

      expect(shift.telegram.last(mira.phone).text).toBe(
        'Another phone is linked now. Nothing more comes here.',
      );
    });

    it('that is new is never edited by the numbers of the old one', async () => {
      const alert = await shift.contact();
      const { code } = await shift.tx((tx) => shift.issueCode.run(tx, mira.id));
      await shift.write(503, `/start ${code}`);
      const [old] = shift.telegram.on(mira.phone);
      shift.telegram.messages.push({ ...shift.telegram.last(503), id: old?.id ?? 0, text: 'something else' });

      await shift.acknowledge(alert, vesna);

      expect(shift.telegram.last(503).text).toBe('something else');
    });

    it('that blocks the bot is passed over, and called again when it comes back', async () => {
      const member = (status: string): object => ({
        my_chat_member: {
          chat: { id: mira.phone, type: 'private', first_name: 'x' },
          from: { id: mira.phone, is_bot: false, first_name: 'x' },
          date: 1,
          new_chat_member: { status, user: { id: 1, is_bot: true, first_name: 'x' } },
        },
      });
      await shift.update(member('kicked'));
      await shift.contact();
      const whileBlocked = shift.telegram.on(mira.phone).length;
      await shift.update(member('member'));
      await shift.contact();

      expect(whileBlocked).toBe(0);
      expect(shift.telegram.on(mira.phone)).toHaveLength(1);
    });

    it('is forgotten with /stop, after a question', async () => {
      await shift.write(mira.phone, '/stop');
      const answer = await shift.tap(mira, 'Yes, stop calling me');
      await shift.contact();

      expect(answer).toContain('This phone is no longer linked.');
      expect(shift.telegram.last(mira.phone).text).not.toContain('RED');
    });
  });

  describe('commands', () => {
    it('/open lists what waits and who has the rest, and lets her take one', async () => {
      await shift.contact('contact-quiet');
      await shift.contact();
      await shift.tap(mira, 'I take it');

      await shift.write(ana.phone, '/open');
      const list = shift.telegram.last(ana.phone);
      const [waiting] = list.buttons.flat();
      await shift.tap(ana, waiting ?? '');

      expect(list.text).toMatch(/^RED · contact \d+ · waiting\nRED · contact \d+ · Mira$/);
      expect(list.buttons).toHaveLength(1);
      expect(shift.telegram.last(ana.phone)).toMatchObject({ silent: true });
      expect(shift.telegram.last(ana.phone).text).toContain('You have it.');
    });

    it('/duty says who is on duty, by duty names', async () => {
      shift.duty.onDuty.delete('deputy');

      await shift.write(mira.phone, '/duty');

      expect(shift.telegram.last(mira.phone).text).toBe('Focal point: Mira\nDeputy: nobody\nOperator: Vesna');
    });

    it('/language goes round the languages, Cyrillic included', async () => {
      await shift.write(mira.phone, '/language');
      await shift.write(mira.phone, '/language');
      await shift.contact();

      expect(shift.telegram.last(mira.phone).text).toMatch(/^RED · контакт \d+$/);
      expect(shift.telegram.last(mira.phone).buttons).toEqual([['Преузимам', 'Не ја']]);
    });

    it('/test sends her a test alert the way a real one comes, and one tap ends it', async () => {
      await shift.write(mira.phone, '/test');
      const sent = shift.telegram.last(mira.phone);
      const silent = sent.silent;

      const answer = await shift.tap(mira, 'I am awake');

      const [alert] = await rows<{ outcome: string }>(shift.db.database.reader, 'select outcome from alert');
      expect([silent, answer, alert?.outcome]).toEqual([false, 'Thank you.', 'resolved']);
      expect(sent.text).toBe('Test alert. Thank you, your phone works.');
      expect(shift.telegram.on(vesna.phone)).toHaveLength(0);
    });
  });
});
