import { setTimeout as pause } from 'node:timers/promises';
import { seconds } from '../../../src/domain/shared/time.js';
import { WatchdogTimer } from '../../../src/server/escalation/watchdog-timer.js';

interface Counting {
  looks: number;
  blind: number;
  look(): Promise<never>;
  goBlind(): void;
}

function counting(look: (count: number) => Promise<unknown>): Counting {
  const dog: Counting = {
    looks: 0,
    blind: 0,
    look: () => look(++dog.looks) as Promise<never>,
    goBlind: () => void dog.blind++,
  };
  return dog;
}

describe('the timer of the watchdog', () => {
  it('lets it look at once, and again and again until it is stopped', async () => {
    const dog = counting(async () => undefined);
    const timer = new WatchdogTimer(dog, seconds(0.01), seconds(1));

    timer.start();
    const atOnce = dog.looks;
    while (dog.looks < 4) await pause(5);
    await timer.stop();
    const stopped = dog.looks;
    await pause(50);

    expect(atOnce).toBe(1);
    expect(dog.looks).toBe(stopped);
  });

  it('is stopped for good although a look was under way', async () => {
    const dog = counting(() => pause(50));
    const timer = new WatchdogTimer(dog, seconds(0.01), seconds(1));

    timer.start();
    await timer.stop();
    await pause(100);

    expect(dog.looks).toBe(1);
  });

  it('gives up a look that hangs, says that it is blind, and looks again', async () => {
    const dog = counting((count) => (count === 1 ? new Promise(() => undefined) : Promise.resolve()));
    const timer = new WatchdogTimer(dog, seconds(0.01), seconds(0.05));

    timer.start();
    while (dog.looks < 3) await pause(5);
    await timer.stop();

    expect(dog.blind).toBe(1);
  });
});
