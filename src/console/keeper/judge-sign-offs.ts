import { readAssessment } from '../../contracts/sealed/assessment.js';
import { readSignOff } from '../../contracts/sealed/sign-off.js';
import { roleByte } from '../../contracts/shared/people.js';
import { idText } from '../../contracts/shared/scalars.js';
import type { CaseChain } from '../../e2ee/circle/case-chain.js';
import { judgeSignOff } from '../../e2ee/circle/check-sign-off.js';
import type { Envelope } from '../../e2ee/circle/envelope.js';
import { parseSignOff, signOffObject, type LevelStatement } from '../../e2ee/circle/level-statement.js';
import type { Content } from '../../e2ee/circle/open-contents.js';
import { equal } from '../../e2ee/shared/bytes.js';
import { refusalOf } from '../../e2ee/shared/refusal.js';

export interface SignOffView {
  readonly signer: string;
  readonly name: string;
  readonly signedAt: number;
  /**
   * `here`: by somebody who is still with us. `left`: she has left since, and it counts as before. `waits`: her key is not in force any
   * more, and nobody has written after her record yet. `unsound`: it does not hold.
   */
  readonly standing: 'here' | 'left' | 'waits' | 'unsound';
  /** It counts: `here` or `left`. */
  readonly isSound: boolean;
  /** She wrote beside it that she is not the worker's line manager. */
  readonly isNotLineManager: boolean;
}

/** A circle as it was opened. */
export interface OpenedCircle {
  readonly chain: CaseChain;
  readonly contents: readonly Content[];
  /** The worker whom it is about. */
  readonly subject: string | null;
}

/** What the server returns of the signatures under a level. */
interface Signed {
  readonly record: Uint8Array;
  readonly signOffs: readonly {
    readonly signer: string;
    readonly signOff: Uint8Array;
    readonly signedAt: number;
  }[];
}

/** Every second signature that the server returns, each with what it is worth. */
export const signOffsOf = (
  { signOffs, record }: Signed,
  statement: LevelStatement,
  circle: OpenedCircle,
  nameOf: (id: Uint8Array) => string,
): SignOffView[] => {
  const subjects = subjectsOf(circle, record);
  return signOffs.map(({ signer, signOff, signedAt }) => {
    const name = nameOf(parseSignOff(signOff).signer);
    const standing = subjects.includes(signer)
      ? 'unsound'
      : standingOf(signer, signOff, statement, circle.chain);
    const isSound = standing === 'here' || standing === 'left';
    return { signer, name, signedAt, standing, isSound, isNotLineManager: saysSo(circle, signOff) };
  });
};

/** Nobody is the second person for a lowering of her own level: whom the server says the file is about, and whom the assessment names. */
function subjectsOf({ contents, subject }: OpenedCircle, record: Uint8Array): readonly (string | null)[] {
  const text = textWhere(contents, ({ hash }) => equal(hash, record));
  const about = text === undefined ? undefined : readAssessment(text)?.about;
  return [subject, about?.is === 'worker' ? about.worker : null];
}

/** A coordinator by the signed directory, when she signed: a server that lets somebody else sign is not believed. */
function standingOf(
  signer: string,
  signOff: Uint8Array,
  statement: LevelStatement,
  chain: CaseChain,
): SignOffView['standing'] {
  try {
    const { state, key } = judgeSignOff(statement, signOff, chain);
    if (idText(key.user) !== signer || (key.role & coordinator) !== coordinator) return 'unsound';
    if (state === 'waits') return 'waits';
    return chain.directory.keyOf(key.user) ? 'here' : 'left';
  } catch (caught) {
    refusalOf(caught);
    return 'unsound';
  }
}

const coordinator = roleByte(['coordinator']);

/** What she wrote beside her signature; of a record that cannot be read, nothing. */
function saysSo({ contents }: OpenedCircle, signOff: Uint8Array): boolean {
  const object = signOffObject(signOff);
  const text = textWhere(contents, ({ header }) => equal(header.object, object));
  return text !== undefined && readSignOff(text)?.isNotLineManager === true;
}

function textWhere(contents: readonly Content[], is: (envelope: Envelope) => boolean): string | undefined {
  const found = contents.find((content) => content.state === 'read' && is(content.envelope));
  return found?.state === 'read' ? found.text : undefined;
}
