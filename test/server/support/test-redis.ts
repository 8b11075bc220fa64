/** One Redis serves the whole run. Each suite has a database of its own in it: houses in one would take each other's alarms. */
const databases = { alarms: 1, contacts: 2, staff: 3, emptied: 4 } as const;

/** @returns undefined where there is no Redis */
export function testRedis(suite: keyof typeof databases): string | undefined {
  const server = process.env['ZAKLON_TEST_REDIS_URL'];
  return server && new URL(`/${databases[suite]}`, server).href;
}
