import { EdgeVault } from '../../../src/e2ee/edge-vault.js';
import { checkEdgeSecret, EdgeSecretDiffers } from '../../../src/server/app/check-edge-secret.js';
import { ManualClock } from '../../fakes/manual-clock.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';

const now = new ManualClock().now();
const vault = (fill: number): EdgeVault => new EdgeVault(new Uint8Array(32).fill(fill));

let test: TestDatabase;

beforeAll(async () => {
  test = await makeTestDatabase();
});
afterAll(() => test.drop());

describe('the edge secret of a database', () => {
  it('is the one with which it was begun, at every later start', async () => {
    await checkEdgeSecret(test.database, vault(1), now);

    await expect(checkEdgeSecret(test.database, vault(1), now)).resolves.toBeUndefined();
    await expect(checkEdgeSecret(test.database, vault(2), now)).rejects.toThrow(EdgeSecretDiffers);
  });
});
