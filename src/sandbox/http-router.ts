import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BotEndpoint } from './bot-endpoint.js';
import type { ControlApi } from './control-api.js';
import { pageDocument } from './page/document.js';
import { pageScript } from './page/script.js';
import { pageStyle } from './page/style.js';

const assets: Readonly<Record<string, { type: string; text: string }>> = {
  '/': { type: 'text/html; charset=utf-8', text: pageDocument },
  '/page.css': { type: 'text/css; charset=utf-8', text: pageStyle },
  '/page.js': { type: 'text/javascript; charset=utf-8', text: pageScript },
};

const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** @param host the address listened on; a loopback one (or none) serves only requests that name a loopback host */
export function routeRequests(
  endpoint: BotEndpoint,
  control: ControlApi,
  host = '127.0.0.1',
): (request: IncomingMessage, response: ServerResponse) => void {
  const onlyLoopback = isLoopback(host);
  return (request, response) => {
    const path = request.url ?? '/';
    if (!path.startsWith('/')) return send(response, 400, 'Bad Request');
    const url = new URL(`http://sandbox${path}`);
    if (url.pathname.startsWith('/bot')) return void endpoint.answer(request, response, url);
    // a web page elsewhere must not play with the phones by a name that it points at this machine
    if (onlyLoopback && !isLoopback(hostNameOf(request))) return send(response, 421, 'Misdirected Request');
    if (url.pathname.startsWith('/sandbox/')) return void control.answer(request, response, url);
    serveAsset(request, response, url.pathname);
  };
}

function serveAsset(request: IncomingMessage, response: ServerResponse, path: string): void {
  const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
  if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: false, error_code: 404, description: 'Not Found' }));
    return;
  }
  response.writeHead(200, { ...pageHeaders, 'content-type': asset.type });
  response.end(request.method === 'HEAD' ? undefined : asset.text);
}

function hostNameOf(request: IncomingMessage): string {
  const address = `http://${request.headers.host ?? ''}`;
  return URL.canParse(address) ? new URL(address).hostname : '';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function send(response: ServerResponse, code: number, text: string): void {
  response.writeHead(code, { 'content-type': 'text/plain' });
  response.end(text);
}
