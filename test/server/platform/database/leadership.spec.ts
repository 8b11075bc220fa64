import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { seconds } from '../../../../src/domain/shared/time.js';
import { Leadership } from '../../../../src/server/platform/database/leadership.js';
import { silentLog } from '../../../fakes/silent-log.js';
import { makeTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** A line to PostgreSQL that can go dead without a word, as when a cable is pulled. */
class Line {
  readonly #sockets: Socket[] = [];
  readonly #server: Server;
  said = '';

  constructor(private readonly to: URL) {
    this.#server = createServer((near) => {
      const far = connect(Number(to.port || 5432), to.hostname);
      near.on('data', (bytes) => (this.said += bytes.toString('latin1')));
      near.on('error', () => far.destroy()).pipe(far);
      far.on('error', () => near.destroy()).pipe(near);
      this.#sockets.push(near, far);
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    const url = new URL(this.to);
    url.hostname = '127.0.0.1';
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  goDead(): void {
    for (const socket of this.#sockets) {
      socket.unpipe();
      socket.pause();
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

let test: TestDatabase;
let line: Line;
let url: string;

beforeAll(async () => {
  test = await makeTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  line = new Line(new URL(test.url));
  url = await line.open();
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
