import { judgeLevels } from '../../../src/console/keeper/judge-schedule.js';
import { roleByte, type Role } from '../../../src/contracts/shared/people.js';
import { idText } from '../../../src/contracts/shared/scalars.js';
import { beginCircle } from '../../../src/e2ee/circle/compose-epoch.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { levelInText } from '../../../src/e2ee/circle/level-text.js';
import {
  signLevel,
  signOffLevel,
  parseLevel,
  type LevelFields,
} from '../../../src/e2ee/circle/level-statement.js';
import { ops } from '../../../src/e2ee/directory/entry.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { all, TestCircle, to } from '../../e2ee/builders/circle.js';
import { admin, idOf, now, Organisation, person, recovery, root } from '../../e2ee/builders/organisation.js';

const [author, supervisor, colleague] = ['author', 'supervisor', 'colleague'].map((name) => person(name)) as [
  Identity,
  Identity,
  Identity,
];
const enrolled = (subject: Identity, role: Role) => ({
  op: ops.add,
  subject,
  signer: admin,
  role: roleByte([role]),
});
const organisation = new Organisation()
  .add({ op: ops.genesis, subject: root, signer: root })
  .add({ op: ops.adminAdd, subject: admin, signer: root })
  .add(enrolled(author, 'case-worker'))
  .add(enrolled(supervisor, 'coordinator'))
  .add(enrolled(colleague, 'case-worker'))
  .add({ op: ops.recovery, subject: recovery, signer: root });

const fields: LevelFields = {
  instrument: 'VSRA',
  version: 0,
  computed: 3,
  inForce: 3,
  flags: 0,
  assessed: now,
  due: now + 604_800_000,
  loweredUntil: 0,
};

/** What the server returns of one high level, and which of the signatures under it a browser believes. */
function believed(signers: readonly { readonly by: Identity; readonly as?: Identity }[]): boolean[] {
  const recipients = [author, supervisor, colleague].map((one) => to(one, all));
  const { directory } = organisation;
  const begun = beginCircle({ directory, grantor: author, ms: now, recipients, inbox: false });
  const circle = new TestCircle(organisation, begun);
  const text = JSON.stringify({ level: levelInText(fields) });
  const { envelope } = circle.write(text, { author, kind: kinds.assessment, object: idOf('vsra') });
  const signed = signLevel(
    { ...fields, caseId: circle.caseId, record: envelope.hash, author: author.user, authorKv: author.kv },
    author,
  );
  const signOffs = signers.map(({ by, as = by }) => ({
    signer: idText(as.user),
    signOff: signOffLevel(parseLevel(signed), by),
    signedAt: now,
  }));
  const stated = {
    ...fields,
    record: envelope.hash,
    seq: 2,
    major: 0,
    provisional: false,
    criticalUnknown: false,
    loweringForbidden: false,
    loweredUntil: null,
    author: idText(author.user),
    statement: signed,
    signOffs,
    effect: { level: 3, due: fields.due, awaitsSignOff: false },
  };
  const { contents } = circle.open();
  const [view] = judgeLevels({ levels: [stated], alarms: [] } as never, circle.chain, contents, [], () => '');
  return view!.signOffs.map(({ isSound }) => isSound);
}

describe('a second signature that a server returns', () => {
  it('is believed of a coordinator other than the author, by the signed directory', () => {
    expect(believed([{ by: supervisor }])).toEqual([true]);
  });

  it('is not believed of a colleague who coordinates nothing, of the author, or under another name', () => {
    expect(believed([{ by: colleague }, { by: author }, { by: supervisor, as: colleague }])).toEqual([
      false,
      false,
      false,
    ]);
  });
});
