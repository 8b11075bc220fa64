import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A server that keeps what it is given. */
export interface Ear {
  readonly url: string;
  readonly heard: string[];
  stop(): Promise<void>;
}

/** Takes any mail. `heard` holds recipients and whole mails. */
export async function listenForMail(): Promise<Ear> {
  const heard: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        heard.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}?requireTLS=false`, heard, stop };
}

/** Answers 200 to everything. `heard` holds address, headers and body of each request. */
export async function listenForRequests(): Promise<Ear> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}/alarm`, heard, stop };
}

/** The variables with which a server sends to these whatever leaves it, and logs all that it does. */
export const everyWayOut = (
  mail: Ear,
  requests: Ear,
  redisUrl: string | undefined,
): Readonly<Record<string, string>> => ({
  LOG_LEVEL: 'trace',
  SMTP_URL: mail.url,
  MAIL_FROM: 'alerts@ngo.example',
  ALERT_WEBHOOK_URL: requests.url,
  ALERT_WEBHOOK_SECRET: 'a secret of thirty-two characters',
  HEARTBEAT_URL: requests.url,
  ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
});
