import { hearClock, minutesOff, serverNow } from '../../../src/console/api/clock.js';
import { eventTimes } from '../../../src/console/assessing/event-times.js';
import { hours, instant, minutes } from '../../../src/domain/shared/time.js';
import { wallText } from '../../../src/domain/shared/wall-text.js';

/** An answer of a server whose clock differs from this device's. */
const hear = (ahead: number): void =>
  hearClock({ headers: new Headers({ date: new Date(Date.now() - ahead).toUTCString() }) });
const zone = 'Europe/Belgrade';
const typed = (at: number): string => wallText(instant(at), zone);
const about = (at: number, expected: number) => expect(Math.abs(at - expected)).toBeLessThan(minutes(2));

afterEach(() => {
  hear(0);
});

describe('on a phone whose clock is wrong', () => {
  it.each([hours(10), 0 - hours(10)])('by %i ms, an hour is an hour by the server', (ahead) => {
    hear(ahead);
    const server = Date.now() - ahead;

    expect(minutesOff()).toBe(ahead / minutes(1));
    about(serverNow(), server);
    about(eventTimes('', zone, 1).happened, server);
    about(eventTimes('', zone, 1).due, server + hours(1));
    about(eventTimes(typed(Date.now() - hours(3)), zone, 4).happened, server - hours(3));
    about(eventTimes(typed(Date.now() - hours(3)), zone, 4).due, server + hours(1));
  });

  it('what was over when it was written down is due at once, and nothing has happened in the future', () => {
    about(eventTimes(typed(Date.now() - hours(30)), zone, 4).due, Date.now());
    about(eventTimes(typed(Date.now() + hours(5)), zone, 4).happened, Date.now());
  });
});
