import { judgeLevels } from '../../../src/console/keeper/judge-schedule.js';
import { isSignOff, writeSignOff } from '../../../src/contracts/sealed/sign-off.js';
import { roleByte, type Role } from '../../../src/contracts/shared/people.js';
import { idText } from '../../../src/contracts/shared/scalars.js';
import { beginCircle } from '../../../src/e2ee/circle/compose-epoch.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { levelInText } from '../../../src/e2ee/circle/level-text.js';
import {
  signLevel,
  signOffLevel,
  signOffObject,
  parseLevel,
  type LevelFields,
} from '../../../src/e2ee/circle/level-statement.js';
import { ops } from '../../../src/e2ee/directory/entry.js';
import { hex } from '../../../src/e2ee/shared/bytes.js';
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
const anOrganisation = (): Organisation =>
  new Organisation()
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

/** A high level with signatures under it, as a server returns it; each signer's browser wrote her record unless the test forbids it. */
function aSignedLevel(
  signers: readonly {
    readonly by: Identity;
    readonly as?: Identity;
    readonly inChain?: boolean;
    readonly says?: { readonly isNotLineManager?: true };
  }[],
) {
  const organisation = anOrganisation();
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
  const signOffs = signers.map(({ by, as = by, inChain = true, says = {} }) => {
    const signOff = signOffLevel(parseLevel(signed), by);
    const sealed = writeSignOff(hex(envelope.hash), says);
    if (inChain) circle.write(sealed, { author: by, object: signOffObject(signOff) });
    return { signer: idText(as.user), signOff, signedAt: now };
  });
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
  return { circle, stated };
}

/** What a browser that reads the case now makes of it. */
function seen({ circle, stated }: ReturnType<typeof aSignedLevel>, subject: string | null = null) {
  const { contents } = circle.open();
  const schedule = { levels: [stated], alarms: [] } as never;
  const [view] = judgeLevels(schedule, { chain: circle.read(), contents, subject }, [], () => '');
  return {
    words: view!.signOffs.map(({ isNotLineManager }) => isNotLineManager),
    standings: view!.signOffs.map(({ standing }) => standing),
    believed: view!.signOffs.map(({ isSound }) => isSound),
    awaitsSignOff: view!.effect!.awaitsSignOff,
  };
}

const believed = (signers: Parameters<typeof aSignedLevel>[0]): boolean[] =>
  seen(aSignedLevel(signers)).believed;

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

  it('is not believed of the worker whose own file it is, whoever assessed her', () => {
    const level = aSignedLevel([{ by: supervisor }]);

    expect(seen(level, idText(supervisor.user))).toMatchObject({
      standings: ['unsound'],
      awaitsSignOff: true,
    });
    expect(seen(level, idText(colleague.user))).toMatchObject({ standings: ['here'], awaitsSignOff: false });
  });

  it('carries what its signer wrote beside it about managing the worker', () => {
    expect(seen(aSignedLevel([{ by: supervisor, says: { isNotLineManager: true } }])).words).toEqual([true]);
    expect(seen(aSignedLevel([{ by: supervisor }])).words).toEqual([false]);
  });

  it('counts on when its signer has left, once a colleague has written here; until then the level waits for it', () => {
    const level = aSignedLevel([{ by: supervisor }]);
    expect(seen(level)).toMatchObject({ standings: ['here'], awaitsSignOff: false });

    level.circle.organisation.revoke(supervisor);
    expect(seen(level)).toMatchObject({ standings: ['waits'], believed: [false], awaitsSignOff: true });

    level.circle.change([to(author, all), to(colleague, all)], author);
    expect(seen(level)).toMatchObject({ standings: ['left'], believed: [true], awaitsSignOff: false });
  });

  it('counts on, without a word, when its signer has new keys', () => {
    const level = aSignedLevel([{ by: supervisor }]);
    const renewed = level.circle.organisation.rotate('supervisor', 2, roleByte(['case-worker']));

    level.circle.change([to(author, all), to(renewed, all)], author);

    expect(seen(level)).toMatchObject({ standings: ['here'], believed: [true] });
  });

  it('ends with its signer when no record tells that it is older, or when she coordinated nothing', () => {
    const level = aSignedLevel([{ by: supervisor, inChain: false }, { by: colleague }]);
    level.circle.organisation.revoke(supervisor).revoke(colleague);

    level.circle.change([to(author, all)], author);

    expect(seen(level)).toMatchObject({ standings: ['unsound', 'unsound'], awaitsSignOff: true });
  });
});

describe('the record with which a signature is put into the chain', () => {
  it('is known by its form, and by nothing less', () => {
    const record = hex(idOf('an assessment')).repeat(2);

    expect(isSignOff(writeSignOff(record))).toBe(true);
    expect(isSignOff(writeSignOff(record).replace('sign-off/1', 'sign-off/2'))).toBe(false);
    expect([isSignOff('signed'), isSignOff('null')]).toEqual([false, false]);
  });
});
