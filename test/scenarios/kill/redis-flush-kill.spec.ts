import { Redis } from 'ioredis';
import { testRedis } from '../../server/support/test-redis.js';
import { Storm } from './storm.js';

const redisUrl = testRedis('emptied');
const flushes = process.env['ZAKLON_LONG'] === '1' ? 60 : 5;

/** Without a Redis there is nothing to empty; `npm test` says at its end that this suite was left out, and why. */
(redisUrl === undefined ? describe.skip : describe)(
  `a Redis that is emptied ${flushes} times while a thousand messages arrive`,
  () => {
    it('loses no message, no alert and no rung', async () => {
      const redis = new Redis(redisUrl!);
      const storm = await Storm.brew({ REDIS_URL: redisUrl });
      try {
        let done = 0;
        const { load, remains } = await storm.rage(flushes * 1_500, async (isOver) => {
          while (done < flushes || !isOver()) {
            await new Promise((resolve) => setTimeout(resolve, 1_000));
            if (done === flushes) continue;
            await redis.flushdb();
            done += 1;
            if (done % 5 === 0) {
              await storm.server.kill();
              storm.server.start();
            }
          }
        });

        const queued = await redis.keys('*');
        console.log(
          `emptied Redis ${done} times, killed ${storm.server.kills} times; ${queued.length} keys at the end`,
        );
        storm.expectNothingLost(load, remains);
      } finally {
        await storm.calmDown();
        redis.disconnect();
      }
    });
  },
);
