import { judgeLevels } from '../../../src/console/keeper/judge-schedule.js';
import { isSignOff, writeSignOff } from '../../../src/contracts/sealed/sign-off.js';
import { roleByte } from '../../../src/contracts/shared/people.js';
import { idText } from '../../../src/contracts/shared/scalars.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { levelInText } from '../../../src/e2ee/circle/level-text.js';
import { signOffLevel, signOffObject, parseLevel } from '../../../src/e2ee/circle/level-statement.js';
import { levelFields, signedLevel } from '../../builders/signed-level.js';
import {
  aSupervisedCircle,
  author,
  colleague,
  servedLevel,
  supervisor,
} from '../../builders/supervised-circle.js';
import { instant } from '../../../src/domain/shared/time.js';
import { hex } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { all, to } from '../../e2ee/builders/circle.js';
import { idOf, now } from '../../e2ee/builders/organisation.js';

const fields = levelFields(3, instant(now));

/** A high level with signatures under it, as a server returns it; each signer's browser wrote her record unless the test forbids it. */
function aSignedLevel(
  signers: readonly {
    readonly by: Identity;
    readonly as?: Identity;
    readonly inChain?: boolean;
    readonly says?: { readonly isNotLineManager?: true };
  }[],
) {
  const circle = aSupervisedCircle();
  const text = JSON.stringify({ level: levelInText(fields) });
  const { envelope } = circle.write(text, { author, kind: kinds.assessment, object: idOf('vsra') });
  const signed = signedLevel(author, { ...fields, caseId: circle.caseId, record: envelope.hash });
  const signOffs = signers.map(({ by, as = by, inChain = true, says = {} }) => {
    const signOff = signOffLevel(parseLevel(signed), by);
    const sealed = writeSignOff(hex(envelope.hash), says);
    if (inChain) circle.write(sealed, { author: by, object: signOffObject(signOff) });
    return { by: as, signOff };
  });
  const stated = servedLevel(signed, { seq: envelope.header.seq, signOffs });
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
