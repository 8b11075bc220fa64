import { seconds } from '../../../../src/domain/shared/time.js';
import { Leadership } from '../../../../src/server/platform/database/leadership.js';
import { silentLog } from '../../../fakes/silent-log.js';
import { Line } from '../../support/line.js';
import { makeTestDatabase, type TestDatabase } from '../../support/test-database.js';

let test: TestDatabase;
let line: Line;
let url: string;

beforeAll(async () => {
  test = await makeTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  ({ line, url } = await Line.to(test.url));
});
afterEach(() => line.close());

describe('leadership', () => {
  it('is one process’s at a time, and the next one’s when it is given back', async () => {
    const [one, other] = [url, test.url].map((each) => new Leadership(each, 'one at a time', silentLog));

    expect([await one!.hold(), await other!.hold(), await one!.hold()]).toEqual([true, false, true]);
    await one!.release();
    expect(await other!.hold()).toBe(true);
    await other!.release();
  });

  it('does not wait on a line that went dead without a word', async () => {
    const leadership = new Leadership(url, 'a dead line', silentLog, seconds(1));
    await leadership.hold();

    line.goDead();

    expect(await leadership.hold()).toBe(false);
  });

  it('asks PostgreSQL to notice soon when its machine is gone, or nobody would lead for hours', async () => {
    const leadership = new Leadership(url, 'a dead machine', silentLog);

    await leadership.hold();
    await leadership.release();

    for (const setting of ['tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count'])
      expect(line.said).toContain(setting);
  });
});
