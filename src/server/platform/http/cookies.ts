import type { FastifyReply, FastifyRequest } from 'fastify';

const names = { secure: '__Host-zaklon', plain: 'zaklon' } as const;

/** The session's token as the browser sent it, or null. */
export function sessionTokenOf(request: FastifyRequest): string | null {
  const wanted = nameFor(request);
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === wanted && value !== undefined && /^[\w-]{43}$/.test(value)) return value;
  }
  return null;
}

/**
 * Out of reach of scripts and of other sites; over https also never sent in the clear (`__Host-` makes browsers hold us to
 * that). Gone when the browser closes.
 */
export function keepSession(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.header('set-cookie', cookie(request, token, ''));
}

export function dropSession(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('set-cookie', cookie(request, '', '; Max-Age=0'));
}

function cookie(request: FastifyRequest, value: string, end: string): string {
  const secure = isSecure(request) ? '; Secure' : '';
  return `${nameFor(request)}=${value}; Path=/; HttpOnly; SameSite=Strict${secure}${end}`;
}

const nameFor = (request: FastifyRequest): string => (isSecure(request) ? names.secure : names.plain);

/** Also behind a proxy that ends TLS and says so. */
export const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';
