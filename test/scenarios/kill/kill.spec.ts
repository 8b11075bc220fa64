import { Storm } from './storm.js';

const isLong = process.env['ZAKLON_LONG'] === '1';
const kills = isLong ? 200 : 25;

/** Chosen anew each run; printed, so that a failure can be told apart from another. */
const between = (least: number, most: number): number => least + Math.random() * (most - least);

describe(`a server that is killed ${kills} times while a thousand messages arrive`, () => {
  it(
    'stores every message once, alerts for every contact in danger, and loses no rung of a ladder',
    async () => {
      const storm = await Storm.brew();
      try {
        const { load, remains } = await storm.rage(kills * 1_500, async (isOver) => {
          while (storm.server.kills < kills || !isOver()) {
            await new Promise((resolve) => setTimeout(resolve, between(100, 2_500)));
            if (storm.server.kills < kills) await storm.server.kill();
            if (!storm.server.running) storm.server.start();
          }
        });

        const repeated = storm.repeated();
        console.log(
          `killed ${storm.server.kills} times; ${load.total} messages, ${load.endangered.length} contacts in danger; ` +
            `sent more than once: ${repeated.screens} script screens; ${repeated.notes} notes; ` +
            `${repeated.alerts} messages to staff, ${repeated.marked} of them marked as a possible repeat`,
        );
        storm.expectNothingLost(load, remains);
      } finally {
        await storm.calmDown();
      }
    },
    25 * 60_000,
  );
});
