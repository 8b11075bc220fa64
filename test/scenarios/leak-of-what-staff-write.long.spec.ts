import { nothingOfStaffLeaks } from './support/staff-leak.js';

const redisUrl = process.env['ZAKLON_TEST_REDIS_URL'];

if (redisUrl === undefined) it.todo('needs a Redis in ZAKLON_TEST_REDIS_URL');
else nothingOfStaffLeaks({ queue: 'Redis', redisUrl });
