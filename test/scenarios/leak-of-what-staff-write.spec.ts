import { nothingOfStaffLeaks } from './support/staff-leak.js';

// The queue on Redis is searched in the long tests: a house with accounts costs seconds for its passphrases.
nothingOfStaffLeaks({ queue: 'PostgreSQL', redisUrl: undefined });
