import { hours, minutes } from '../../src/domain/shared/time.js';
import { Notifications } from '../../src/server/platform/database/notifications.js';
import { RelayLoop } from '../../src/server/platform/outbox/relay-loop.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

describe('raising an alert and taking it', () => {
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
    mira = await shift.person('Mira', { duties: ['focal-point'] });
    vesna = await shift.person('Vesna', { duties: ['operator'] });
    ana = await shift.person('Ana', { duties: ['deputy'] });
  });

  afterEach(() => {
    expect(shift.log.errors).toEqual([]);
  });

  it('calls everybody of the first step at once, with level, kind and number only', async () => {
    await shift.contact();

    expect(shift.telegram.last(mira.phone)).toMatchObject({
      text: 'RED · contact 4769',
      buttons: [['I take it', 'Not me']],
      silent: false,
      protected: true,
    });
    expect(shift.telegram.on(vesna.phone)).toHaveLength(1);
    expect(shift.telegram.on(ana.phone)).toHaveLength(0);
  });

  it('tells everybody who was called who has it, and stops the ladder', async () => {
    const alert = await shift.contact();

    const answer = await shift.acknowledge(alert, mira);
    await shift.pass(minutes(10));

    expect(answer).toBe('acknowledged');
    expect(shift.telegram.last(vesna.phone).text).toMatch(/^RED · contact \d+\nMira has it\.$/);
    expect(shift.telegram.last(vesna.phone).buttons).toEqual([]);
    expect(shift.telegram.last(mira.phone).buttons.flat()).toContain('I am in contact');
    expect(shift.telegram.on(ana.phone)).toHaveLength(0);
  });

  it('reaches the phone because whoever carries it is told, not because somebody looks now and then', async () => {
    const notifications = new Notifications(shift.db.url, shift.log);
    const loop = new RelayLoop(shift.relay, notifications, shift.log, hours(1));
    loop.start();
    await notifications.start();

    try {
      for (let count = 1; count <= 3; count++) {
        const arrived = new Promise<void>((resolve) => {
          shift.telegram.onTheWay = async (chatId) => {
            if (chatId === mira.phone) resolve();
          };
        });
        await shift.tx((tx) => shift.raiseAlert.run(tx, shift.request()));
        await arrived;
      }
    } finally {
      await loop.stop();
      await notifications.stop();
      shift.telegram.onTheWay = null;
    }

    expect(shift.telegram.on(mira.phone)).toHaveLength(3);
  });
});
