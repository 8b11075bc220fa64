import { testRedis } from '../server/support/test-redis.js';
import { nothingOfStaffLeaks } from './support/staff-leak.js';

const redisUrl = testRedis('staff');

if (redisUrl === undefined) it.todo('needs a Redis in ZAKLON_TEST_REDIS_URL');
else nothingOfStaffLeaks({ queue: 'Redis', redisUrl });
