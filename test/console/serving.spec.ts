import { readFileSync } from 'node:fs';
import { get as ask, type IncomingHttpHeaders } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { serveConsole } from '../../src/server/platform/http/static-console.js';

const folder = fileURLToPath(new URL('../../.build/evaluation/console', import.meta.url));
const { files } = JSON.parse(readFileSync(`${folder}/manifest-of-hashes.json`, 'utf8')) as {
  files: Record<string, string>;
};

describe('serving the console', () => {
  let server: FastifyInstance;

  let port: number;

  beforeAll(async () => {
    server = Fastify();
    serveConsole(server, folder);
    await server.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = server.server.address() as AddressInfo);
  });
  afterAll(() => server.close());

  /** Sends the address as it stands: `fetch` would tidy up what a hostile client does not. */
  const get = (path: string, headers = {}) =>
    new Promise<{ statusCode: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
      ask({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            statusCode: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      }).on('error', reject);
    });

  it('lets browsers keep what carries its hash in its name, and asks again for everything else', async () => {
    const [asset = ''] = Object.keys(files).filter((file) => /^assets\/.*\.js$/.test(file));

    const kept = await get(`/${asset}`, { 'accept-encoding': 'br' });
    const asked = await get('/');

    expect(kept.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
    });
    expect(asked.headers['cache-control']).toBe('no-cache');
  });

  it('answers any page address with the start page, which holds no script and no style of its own', async () => {
    const { statusCode, body } = await get('/any/page');

    expect(statusCode).toBe(200);
    expect(body).toContain('<div id="root">');
    expect(body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
  });

  it.each(['/api/v1/nothing', '/assets/gone.js', '/../package.json', '/%2e%2e/package.json', '/health/x'])(
    'has nothing at %s',
    async (address) => {
      const { statusCode, body } = await get(address);

      expect(statusCode).toBe(404);
      expect(body).not.toContain('<div id="root">');
    },
  );
});
