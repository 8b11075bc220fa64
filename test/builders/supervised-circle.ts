import { roleByte, type Role } from '../../src/contracts/shared/people.js';
import { idText } from '../../src/contracts/shared/scalars.js';
import { beginCircle } from '../../src/e2ee/circle/compose-epoch.js';
import { parseLevel } from '../../src/e2ee/circle/level-statement.js';
import { ops } from '../../src/e2ee/directory/entry.js';
import type { Identity } from '../../src/e2ee/shared/identity.js';
import { all, TestCircle, to } from '../e2ee/builders/circle.js';
import { admin, now, Organisation, person, recovery, root } from '../e2ee/builders/organisation.js';

export const author = person('author');
export const supervisor = person('supervisor');
export const colleague = person('colleague');

/** A circle of an author, who works on cases, of her supervisor, who coordinates, and of a colleague, who coordinates nothing. */
export function aSupervisedCircle(): TestCircle {
  const organisation = new Organisation()
    .add({ op: ops.genesis, subject: root, signer: root })
    .add({ op: ops.adminAdd, subject: admin, signer: root })
    .add(enrolled(author, 'case-worker'))
    .add(enrolled(supervisor, 'coordinator'))
    .add(enrolled(colleague, 'case-worker'))
    .add({ op: ops.recovery, subject: recovery, signer: root });
  const recipients = [author, supervisor, colleague].map((one) => to(one, all));
  const { directory } = organisation;
  return new TestCircle(
    organisation,
    beginCircle({ directory, grantor: author, ms: now, recipients, inbox: false }),
  );
}

const enrolled = (subject: Identity, role: Role) => ({
  op: ops.add,
  subject,
  signer: admin,
  role: roleByte([role]),
});

interface Kept {
  /** The place of its assessment in the chain. */
  readonly seq: number;
  /** Second signatures, and who is said to have made them. */
  readonly signOffs: readonly { readonly by: Identity; readonly signOff: Uint8Array }[];
}

/** A level without flags as a server returns it: the signed statement, beside the columns that say the same. */
export function servedLevel(statement: Uint8Array, { seq, signOffs }: Kept) {
  const { instrument, version, computed, inForce, flags, ...said } = parseLevel(statement);
  const { assessed, due, loweredUntil, record } = said;
  return {
    instrument,
    version,
    computed,
    inForce,
    flags,
    assessed,
    due,
    loweredUntil: loweredUntil === 0 ? null : loweredUntil,
    record,
    seq,
    major: version,
    provisional: false,
    criticalUnknown: false,
    loweringForbidden: false,
    author: idText(said.author),
    statement,
    signOffs: signOffs.map(({ by, signOff }) => ({ signer: idText(by.user), signOff, signedAt: now })),
    effect: { level: inForce, due, awaitsSignOff: false },
  };
}
