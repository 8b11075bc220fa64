import { CircleClient as ScriptCircles, readsAndWrites } from '../../../src/cli/demo/circle-client.js';
import { changeMembers } from '../../../src/contracts/circles/circles.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { composeEpoch, type Recipient } from '../../../src/e2ee/circle/compose-epoch.js';
import { openCircle } from '../../../src/e2ee/circle/open-circle.js';
import { rewrapAll } from '../../../src/e2ee/circle/rewrap.js';
import { fromHex } from '../../../src/e2ee/shared/bytes.js';
import type { Person } from '../../../src/cli/demo/person.js';

/** The demo's circles, with what only tests do. */
export class CircleClient extends ScriptCircles {
  /** A case of hers, in which these colleagues read and write. */
  openCase(...colleagues: readonly { readonly person: Person | null }[]): Promise<CircleId> {
    const others = colleagues.map(({ person }) => ({ person: person!, rights: readsAndWrites }));
    return this.open('client-case', others);
  }

  /** What she reads in a circle; for a record that does not open, what became of it. */
  async texts(id: CircleId): Promise<string[]> {
    const { chain, secrets, wraps } = await this.hold(id);
    const { contents } = openCircle(chain, secrets.wrapKey, wraps);
    return contents.map((content) => (content.state === 'read' ? content.text : content.state));
  }

  /** A new epoch with these members, and everything wrapped anew for them; with everybody who is in it when none are named. */
  async beginEpoch(id: CircleId, members?: readonly Recipient[]): Promise<void> {
    const { chain, secrets, wraps } = await this.hold(id);
    const people = chain.inForce!.members.filter(
      ({ user }) => chain.directory.keyOf(user)?.kind === 'person',
    );
    const order = { grantor: this.person.identity, ms: this.now(), recipients: members ?? people };
    const next = composeEpoch(chain, order);
    const rewrapped = rewrapAll(chain.records, wraps, secrets, next.secrets.wrapKey).wraps;
    const body = {
      epoch: next.row,
      grants: next.grants.map(({ user, sealed }) => ({ user, sealed })),
      wraps: [...rewrapped].map(([hash, wrap]) => ({ record: fromHex(hash, 32)!, wrap })),
      leftBehind: [],
    };
    await this.browser.call(changeMembers, { params: { id }, body });
  }
}
