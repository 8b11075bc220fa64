import type { z } from 'zod';
import { everyRight, readsAndWrites } from '../../../src/cli/demo/circle-client.js';
import { settleEdge } from '../../../src/cli/demo/settle-edge.js';
import { readChannel } from '../../../src/contracts/circles/records.js';
import {
  claimConversation,
  listConversations,
  offerConversation,
  readAnswersSoFar,
  sendReply,
} from '../../../src/contracts/inbox/inbox.js';
import { inboundText, outboundText } from '../../../src/contracts/inbox/record-texts.js';
import type { conversation, reply } from '../../../src/contracts/inbox/shapes.js';
import type { Role } from '../../../src/contracts/shared/people.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { instant, type Instant } from '../../../src/domain/shared/time.js';
import { openSoFar } from '../../../src/e2ee/channel/answers-so-far.js';
import { Channel } from '../../../src/e2ee/channel/channel.js';
import { composeInChannel } from '../../../src/e2ee/channel/compose-in-channel.js';
import { openChannel } from '../../../src/e2ee/channel/open-channel.js';
import { edgeOf, sealReply } from '../../../src/e2ee/channel/reply.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { hex } from '../../../src/e2ee/shared/bytes.js';
import type { Person, StaffClient } from '../../server/support/staff-client.js';

type Item = z.output<typeof conversation>;

/** The hours in which a reply may go: an hour from now on, unless a test says otherwise. */
interface Hours {
  readonly notBefore?: Instant;
  readonly notAfter?: Instant;
}

/** An operator's browser: the API, and the protocol's own code with her keys. */
export class Operator {
  constructor(
    readonly browser: StaffClient,
    readonly person: Person,
    readonly inbox: CircleId,
  ) {}

  async list(state: 'open' | 'closed' = 'open'): Promise<readonly Item[]> {
    return (await this.browser.call(listConversations, { query: { state } })).items;
  }

  async claim(id: string): Promise<string> {
    return (await this.browser.call(claimConversation, { params: { id } })).outcome;
  }

  /** A conversation, verified and opened. */
  async read(id: string) {
    const { chain, secrets } = await this.#inbox();
    const page = await this.browser.call(readChannel, { params: { id: this.inbox, channel: id } });
    const rows = page.records.map(({ bytes }) => bytes);
    const wraps = new Map(page.wraps.map(({ record, wrap }) => [hex(record), wrap]));
    const channel = Channel.read(chain, idBytes(id), rows);
    return { channel, secrets, opened: openChannel(channel, secrets, wraps) };
  }

  /** Everything that was said, in order; fails when anything does not verify or open. */
  async transcript(id: string): Promise<string[]> {
    const { opened } = await this.read(id);
    if (opened.standing !== 'whole') throw new Error(`The conversation is ${opened.standing}.`);
    return opened.contents.map((content) => {
      if (content.state !== 'read') return content.state;
      const said = JSON.parse(content.text) as { kind: string; text?: string };
      const known = inboundText.safeParse(said).success || outboundText.safeParse(said).success;
      return known ? `${said.kind}${said.text === undefined ? '' : `: ${said.text}`}` : 'unknown';
    });
  }

  async answersSoFar(id: string): Promise<string | null> {
    const { answers } = await this.browser.call(readAnswersSoFar, { params: { id } });
    const { chain, secrets } = await this.#inbox();
    return answers && openSoFar(chain, idBytes(id), secrets.intake!, answers).text;
  }

  /** Seals a reply as her browser does; `send` posts it. */
  async compose(id: string, text: string, hours: Hours = {}) {
    const { channel, secrets } = await this.read(id);
    const { identity } = this.person;
    const now = Date.now();
    const { row, wrap, envelope } = composeInChannel(channel, secrets.wrapKey, {
      kind: kinds.reply,
      author: identity,
      ms: now,
      text: JSON.stringify({ kind: 'reply', text }),
    });
    const { notBefore = instant(now - 1_000), notAfter = instant(now + 3_600_000) } = hours;
    const { sealed, signature } = sealReply(
      {
        inbox: idBytes(this.inbox),
        channel: idBytes(id),
        record: envelope.hash,
        author: identity.user,
        authorKv: identity.kv,
        notBefore,
        notAfter,
        text,
      },
      identity,
      edgeOf(channel).x25519,
    );
    return { record: { row, wrap }, sealed, signature, notBefore, notAfter };
  }

  async reply(id: string, text: string, hours: Hours = {}): Promise<z.output<typeof reply>> {
    return this.browser.call(sendReply, { params: { id }, body: await this.compose(id, text, hours) });
  }

  async offer(id: string, to: Person, text: string): Promise<void> {
    const { channel, secrets } = await this.read(id);
    const { row, wrap } = composeInChannel(channel, secrets.wrapKey, {
      kind: kinds.reply,
      author: this.person.identity,
      ms: Date.now(),
      text: JSON.stringify({ kind: 'note', text }),
    });
    await this.browser.call(offerConversation, {
      params: { id },
      body: { to: to.id, note: { row, wrap } },
    });
  }

  #inbox() {
    return this.browser.circles.hold(this.inbox);
  }
}

/**
 * Founds an organisation over the API: an administrator, operators who share an inbox (the first may change its members), and
 * the bot's keys signed in and told of it.
 *
 * @param browser makes a browser that was never here
 */
export async function foundHotline(
  browser: () => StaffClient,
  setUpToken: string,
  names: readonly string[],
): Promise<{ admin: StaffClient; operators: Operator[] }> {
  const admin = browser();
  const founding = await admin.found(setUpToken, { dutyName: 'Dunja', roles: [] }, { withRecovery: true });
  const people: { browser: StaffClient; person: Person }[] = [];
  for (const [index, dutyName] of names.entries()) {
    const own = browser();
    const roles: readonly Role[] = index === 0 ? ['operator', 'coordinator'] : ['operator'];
    const joining = { dutyName, roles };
    people.push({ browser: own, person: await admin.enrol(own, joining, founding.admin.identity) });
  }
  const [first, ...others] = people;
  const rest = others.map(({ person }, index) => ({
    person,
    rights: index === 0 ? everyRight : readsAndWrites,
  }));
  const inbox = await first!.browser.circles.open('inbox', rest);
  await settleEdge(admin, inbox);
  return { admin, operators: people.map(({ browser: own, person }) => new Operator(own, person, inbox)) };
}
