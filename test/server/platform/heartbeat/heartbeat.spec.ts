import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpHeartbeat } from '../../../../src/server/platform/heartbeat/heartbeat.js';
import { makeLog } from '../../../../src/server/platform/logging/log.js';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function startSwitch(status: number): Promise<{ url: string; calls: string[] }> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${String(request.method)} ${String(request.url)}`);
    response.writeHead(status).end('OK');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret-check`, calls };
}

describe('telling the dead man’s switch that all is well', () => {
  it('is one GET to the configured address', async () => {
    const outside = await startSwitch(200);

    const heard = await new HttpHeartbeat(outside.url, makeLog('silent')).beat();

    expect(heard).toBe(true);
    expect(outside.calls).toEqual(['GET /ping/secret-check']);
  });

  it('knows when it was not heard, and logs no address', async () => {
    const lines: string[] = [];
    const log = makeLog('trace', { write: (line) => void lines.push(line) });
    const refusing = await startSwitch(404);

    const refused = await new HttpHeartbeat(refusing.url, log).beat();
    for (const stop of stops.splice(0)) stop();
    const down = await new HttpHeartbeat(refusing.url, log).beat();

    expect([refused, down]).toEqual([false, false]);
    expect(lines.join('')).toMatch(/heartbeat-refused.*heartbeat-unheard/s);
    expect(lines.join('')).not.toContain('secret-check');
  });
});
