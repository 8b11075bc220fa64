import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
/** Assets carry their hash in their name, so they never change. */
const forEver = 'public, max-age=31536000, immutable';
const askAgain = 'no-cache';
/** Addresses that belong to the server itself: an unknown one among them is no page of the console. */
const notPages = /^\/(api|health|telegram|webhook|assets)(\/|$)/;

/** Where the build lies beside the compiled server: `.build/evaluation/console` or `dist/console`; null when it was not built. */
export function consoleFolder(): string | null {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [
    resolve(here, '../../../../console'),
    resolve(here, '../../../../.build/evaluation/console'),
  ];
  return candidates.find((folder) => existsSync(join(folder, 'index.html'))) ?? null;
}

/**
 * Serves the console: every file of `folder` from memory, under its own address only, so that no path leads elsewhere. Any
 * other page address answers the start page, because the console keeps its places in the fragment. The headers of
 * `SecurityHeaders` stand on every answer.
 */
export function serveConsole(server: FastifyInstance, folder: string): void {
  const files = readFiles(folder);
  server.get('/*', (request, reply) => {
    const path = pathOf(request);
    const file = files.has(path) ? path : pageFor(path);
    if (!file || !files.has(file)) return reply.callNotFound();
    return send(request, reply, files, file);
  });
}

function pathOf(request: FastifyRequest): string {
  const [path = '/'] = request.url.split('?');
  return path === '/' ? '/index.html' : path;
}

const pageFor = (path: string): string | null =>
  notPages.test(path) || extname(path) !== '' ? null : '/index.html';

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  files: ReadonlyMap<string, Buffer>,
  file: string,
): FastifyReply {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const small = encodings.find(([name, ending]) => accepted.includes(name) && files.has(`${file}${ending}`));
  if (small) void reply.header('content-encoding', small[0]);
  return reply
    .header('vary', 'accept-encoding')
    .header('cache-control', file.startsWith('/assets/') ? forEver : askAgain)
    .type(types[extname(file)] ?? 'application/octet-stream')
    .send(files.get(small ? `${file}${small[1]}` : file));
}

function readFiles(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return new Map(names.map((name) => [`/${name.split(sep).join('/')}`, readFileSync(join(folder, name))]));
}
