import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settleCluster } from '../../src/server/platform/embedded/cluster.js';
import { freePort } from './free-port.js';

/** The built-in PostgreSQL of this new folder will come back at the same address, whatever others open while it is away. */
export async function keepPort(dataDir: string): Promise<void> {
  await settleCluster(dataDir);
  const file = join(dataDir, 'postgres.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...settings, port: await freePort() }));
}
