import { isIP } from 'node:net';
import type { SMTPTransportOptions } from 'nodemailer';

/** Where mail is handed in, and in whose name. */
export interface MailServer {
  /** `smtp://` or `smtps://`, with user and password when the server wants them; never logged. */
  readonly url: string;
  readonly from: string;
}

/** Each conversation with the server ends by itself: a parcel is not kept for ever. */
const patience = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 5_000,
  socketTimeout: 15_000,
};

/**
 * What nodemailer is told. Addresses of staff travel encrypted: a server on another machine must offer STARTTLS, or nothing
 * is sent. `?requireTLS=false` in the URL overrides that, for a relay on a private network.
 */
export function smtpOptions({ url, from }: MailServer): SMTPTransportOptions {
  return {
    ...patience,
    url,
    // Not the name of this machine, which would stand in every mail's `Received` line.
    name: from.slice(from.lastIndexOf('@') + 1).replace(/>.*$/, ''),
    requireTLS: new URL(url).protocol === 'smtp:' && !isThisMachine(new URL(url).hostname),
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  };
}

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));
