import { seconds } from '../../../../src/domain/shared/time.js';
import { Notifications } from '../../../../src/server/platform/database/notifications.js';
import { silentLog } from '../../../fakes/silent-log.js';
import { Line } from '../../support/line.js';
import { makeTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** As in earnest, but less patient. */
const pulse = { every: seconds(0.1), patience: seconds(0.5) };

describe('notifications', () => {
  let test: TestDatabase;
  let line: Line;
  let notifications: Notifications;
  let heard: () => void = () => undefined;

  beforeAll(async () => {
    test = await makeTestDatabase();
  });
  afterAll(() => test.drop());
  beforeEach(async () => {
    const near = await Line.to(test.url);
    line = near.line;
    notifications = new Notifications(near.url, silentLog, pulse);
    notifications.listen('news', () => heard());
    await notifications.start();
  });
  afterEach(async () => {
    await notifications.stop();
    line.close();
  });

  const next = (): Promise<void> => new Promise((resolve) => (heard = resolve));
  const tell = (): Promise<unknown> => test.source.query(`select pg_notify('news', '')`);

  it('are heard again after the line went dead without a word, and whoever listens is told to look', async () => {
    line.goDead();
    await tell();
    const again = next();

    line.heal();
    await again;
    const told = next();
    await tell();

    await told;
  });

  it('end also on a dead line', async () => {
    line.goDead();

    await notifications.stop();
  });
});
