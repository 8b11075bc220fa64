import { AlarmBoard } from '../../../src/e2ee/circle/alarm-board.js';
import { alarmStates, parseAlarm, signAlarm, type AlarmBody } from '../../../src/e2ee/circle/alarm.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { checkLevel, checkLevelAuthor, checkLevelUnread } from '../../../src/e2ee/circle/check-level.js';
import { LevelBook } from '../../../src/e2ee/circle/level-book.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import {
  parseLevel,
  signLevel,
  type LevelBody,
  type LevelFields,
} from '../../../src/e2ee/circle/level-statement.js';
import { levelInText } from '../../../src/e2ee/circle/level-text.js';
import { isEpochRecord } from '../../../src/e2ee/circle/epoch-record.js';
import { stubOf } from '../../../src/e2ee/circle/envelope.js';
import { judgeLevel, judgeLevelUnread, type ServedLevel } from '../../../src/e2ee/circle/level-verdict.js';
import { sign } from '../../../src/e2ee/hazmat/signature.js';
import { concat, zeros } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { labels } from '../../../src/e2ee/shared/labels.js';
import { aCircle, all, to, type TestCircle } from '../builders/circle.js';
import { alice, bob, carol, idOf, mallory, now } from '../builders/organisation.js';
import type { Case } from './case.js';
import { holds, refuses, same } from './expect.js';
import { flipped } from './tamper.js';

const fields: LevelFields = {
  instrument: 'VSRA',
  version: 1,
  computed: 3,
  inForce: 2,
  flags: 5,
  assessed: now,
  due: now + 604_800_000,
  loweredUntil: now + 86_400_000,
};

const textOf = (level: unknown): string => JSON.stringify({ answers: ['sealed'], level });

/** Bob assessed; the statement says what the text says unless the test changes it. */
export function anAssessment(
  change: Partial<LevelBody> = {},
  text = textOf(levelInText(fields)),
  signer: Identity = bob,
) {
  const circle = aCircle();
  circle.write('a note');
  const { envelope } = circle.write(text, { author: bob, kind: kinds.assessment, object: idOf('vsra') });
  const body: LevelBody = {
    ...fields,
    caseId: circle.caseId,
    record: envelope.hash,
    author: bob.user,
    authorKv: 1,
    ...change,
  };
  return { circle, body, bytes: signLevel(body, signer) };
}

const check = (circle: TestCircle, bytes: Uint8Array): void =>
  checkLevel(parseLevel(bytes), circle.chain, circle.open().contents);

const refusedLevel = (name: string, reason: string, ...how: Parameters<typeof anAssessment>): Case => ({
  name,
  run: () => {
    const { circle, bytes } = anAssessment(...how);
    refuses(reason, () => check(circle, bytes));
    same(judgeLevel('VSRA', { statement: bytes, columns: fields }, circle.chain, circle.open().contents), {
      state: 'red',
      why: 'refused',
      columns: [],
    });
  },
});

const statements: Case[] = [
  {
    name: 'a statement of the newest assessment by its author is good',
    run: () => {
      const { circle, bytes } = anAssessment();
      check(circle, bytes);
      same(
        [parseLevel(bytes).instrument, parseLevel(bytes).loweredUntil, bytes.length],
        ['VSRA', fields.loweredUntil, 173],
      );
    },
  },
  refusedLevel('of another case', 'case', { caseId: idOf('another case') }),
  refusedLevel('of a record that is not there', 'level-record', { record: zeros(32) }),
  refusedLevel("in a colleague's name", 'level-record', { author: alice.user }),
  refusedLevel('by a colleague in her own name', 'level-record', { author: alice.user }, undefined, alice),
  refusedLevel('under another key version', 'level-record', { authorKv: 2 }),
  refusedLevel('signed by a colleague', 'signature', {}, undefined, alice),
  ...(
    [
      ['instrument', 'PSRA'],
      ['version', 2],
      ['computed', 1],
      ['inForce', 1],
      ['flags', 0],
      ['assessed', now + 1],
      ['due', now + 1],
      ['loweredUntil', 0],
    ] as const
  ).map(([name, value]) =>
    refusedLevel(`another ${name} than the sealed text says`, 'level-text', { [name]: value }),
  ),
  refusedLevel('of an assessment whose text repeats nothing', 'level-text', {}, 'just words'),
  refusedLevel('of an assessment without a level', 'level-text', {}, '{"answers":[]}'),
  refusedLevel('of an assessment whose level is no object', 'level-text', {}, '{"level":3}'),
  refusedLevel('of an assessment that is null', 'level-text', {}, 'null'),
  refusedLevel(
    'of an assessment that lacks a field',
    'level-text',
    {},
    textOf({ ...levelInText(fields), due: undefined }),
  ),
  refusedLevel(
    'of an assessment with a number as its instrument',
    'level-text',
    {},
    textOf({ ...levelInText(fields), instrument: 7 }),
  ),
  refusedLevel(
    'of an assessment with a text as a number',
    'level-text',
    {},
    textOf({ ...levelInText(fields), computed: '3' }),
  ),
  {
    name: 'of a record that is no assessment',
    run: () => {
      const { circle, body } = anAssessment();
      const note = circle.write(textOf(levelInText(fields)), { author: bob });
      const bytes = signLevel({ ...body, record: note.envelope.hash }, bob);
      refuses('level-record', () => check(circle, bytes));
    },
  },
  {
    name: 'older than a newer version, or than another assessment of the instrument',
    run: () => {
      for (const object of [idOf('vsra'), idOf('another vsra')]) {
        const { circle, bytes } = anAssessment();
        circle.write(textOf(levelInText({ ...fields, inForce: 4 })), { kind: kinds.assessment, object });
        refuses('level-older', () => check(circle, bytes));
      }
    },
  },
  {
    name: 'an assessment of another instrument, or a later note, does not age it',
    run: () => {
      const { circle, bytes } = anAssessment();
      circle.write(textOf(levelInText({ ...fields, instrument: 'PSRA' })), { kind: kinds.assessment });
      circle.write(textOf(levelInText(fields)), { kind: kinds.plan });
      check(circle, bytes);
      same(circle.open().contents.length, 4);
    },
  },
  {
    name: 'a newer assessment that cannot be read, was erased, or says nothing, ages it',
    run: () => {
      for (const spoil of ['unread', 'erased', 'silent'] as const) {
        const { circle, bytes } = anAssessment();
        const newer = circle.write(
          spoil === 'silent' ? 'words' : textOf(levelInText({ ...fields, instrument: 'PSRA' })),
          { kind: kinds.assessment },
        );
        if (spoil === 'erased') circle.erase([newer.envelope.hash]);
        if (spoil === 'unread') circle.wraps.clear();
        const { contents } = circle.open();
        refuses(spoil === 'unread' ? 'level-text' : 'level-older', () =>
          checkLevel(parseLevel(bytes), circle.chain, contents),
        );
      }
    },
  },
  {
    name: 'a newer assessment whose level is incomplete may be of this instrument',
    run: () => {
      const other = { ...levelInText(fields), instrument: 'PSRA' };
      for (const level of [
        { ...other, instrument: 7 },
        { instrument: 'PSRA' },
        { ...other, due: '0' },
        7,
        null,
      ]) {
        const { circle, bytes } = anAssessment();
        circle.write(textOf(level), { kind: kinds.assessment });
        refuses('level-older', () => check(circle, bytes));
      }
    },
  },
  {
    name: 'a later place that failed may have been an assessment',
    run: () => {
      const { circle, bytes } = anAssessment();
      const forged = circle.forge(mallory);
      const chain = circle.read([...circle.rows, forged.row]);
      const { contents } = circle.open([...circle.rows, forged.row]);
      refuses('level-older', () => checkLevel(parseLevel(bytes), chain, contents));
    },
  },
  {
    name: 'an assessment that its author erased has no statement',
    run: () => {
      const { circle, bytes, body } = anAssessment();
      circle.erase([body.record]);
      refuses('level-text', () => checkLevel(parseLevel(bytes), circle.chain, circle.open().contents));
    },
  },
  {
    name: "the statement stays good after its author's key was rotated or revoked",
    run: () => {
      const { circle, bytes } = anAssessment();
      circle.organisation.revoke(bob);
      check(circle, bytes);
      same(circle.chain.directory.keyOf(bob.user), undefined);
    },
  },
  {
    name: 'the server checks what it can without the text',
    run: () => {
      const { circle, bytes, body } = anAssessment();
      same(checkLevelAuthor(parseLevel(bytes), circle.chain).hash, body.record);
      refuses('signature', () => checkLevelAuthor(parseLevel(flipped(bytes, 173 * 8 - 1)), circle.chain));
    },
  },
  {
    name: 'a second one of the same assessment, or one that the server can see to be false',
    run: () => {
      const { circle, bytes, body } = anAssessment();
      const book = new LevelBook(circle.chain);
      refuses('signature', () => book.accept(signLevel(body, alice)));
      same(book.accept(bytes).inForce, 2);
      refuses('level-twice', () => book.accept(bytes));
      refuses('level-twice', () => book.accept(signLevel({ ...body, inForce: 1 }, bob)));
    },
  },
  {
    name: 'any single bit of a statement',
    run: () => {
      const { circle, bytes } = anAssessment();
      const { contents } = circle.open();
      for (let bit = 0; bit < bytes.length * 8; bit += 3) {
        const { state } = judgeLevel(
          'VSRA',
          { statement: flipped(bytes, bit), columns: fields },
          circle.chain,
          contents,
        );
        same([bit, state], [bit, 'red']);
      }
    },
  },
  {
    name: 'a form that is not the form',
    run: () => {
      const { bytes, body } = anAssessment();
      refuses('length', () => parseLevel(bytes.slice(0, -1)));
      refuses('length', () => parseLevel(concat(bytes, zeros(1))));
      refuses('magic', () => parseLevel(flipped(bytes, 24)));
      refuses('suite', () => parseLevel(flipped(bytes, 33)));
      refuses('level', () => parseLevel(signLevel({ ...body, computed: 0 as 1 }, bob)));
      refuses('level', () => parseLevel(signLevel({ ...body, inForce: 5 as 4 }, bob)));
      refuses('flags', () => parseLevel(signLevel({ ...body, flags: 8 }, bob)));
      for (const instrument of ['VSR1', 'VS A', 'VŠA', '@SRA', 'VSR[', '`sra', 'vsr{', 'AZa~'])
        refuses('level', () => parseLevel(signLevel({ ...body, instrument }, bob)));
      same(
        parseLevel(signLevel({ ...body, instrument: 'vsra', flags: 7, computed: 4, inForce: 1 }, bob))
          .instrument,
        'vsra',
      );
    },
  },
  {
    name: 'a signature from another namespace',
    run: () => {
      const { circle, bytes } = anAssessment();
      for (const label of [labels.secondSignOff, labels.alarm, labels.record]) {
        const body = bytes.slice(0, 109);
        refuses('signature', () =>
          check(circle, concat(body, sign(bob.signing.privateKey, concat(label, body)))),
        );
      }
    },
  },
];

/** What stands in a list, whose reader has the chain as stubs and no content. */
const unread: Case[] = [
  {
    name: 'without contents: the newest assessment is good, and no later note or plan ages it',
    run: () => {
      const { circle, bytes } = anAssessment();
      checkLevelUnread(parseLevel(bytes), circle.chain);
      circle.write('a note');
      circle.write(textOf(levelInText(fields)), { kind: kinds.plan });
      checkLevelUnread(parseLevel(bytes), circle.chain);
      checkLevelUnread(
        parseLevel(bytes),
        circle.read(circle.rows.map((row) => (isEpochRecord(row) ? row : stubOf(row)))),
      );
    },
  },
  {
    name: 'without contents: any later assessment, or a place that failed, ages it; one before it does not',
    run: () => {
      const { circle, bytes } = anAssessment();
      const forged = circle.forge(mallory);
      refuses('level-older', () =>
        checkLevelUnread(parseLevel(bytes), circle.read([...circle.rows, forged.row])),
      );
      const next = circle.write(textOf(levelInText({ ...fields, instrument: 'PSRA' })), {
        author: bob,
        kind: kinds.assessment,
      });
      refuses('level-older', () => checkLevelUnread(parseLevel(bytes), circle.chain));
      const body = {
        ...fields,
        caseId: circle.caseId,
        record: next.envelope.hash,
        author: bob.user,
        authorKv: 1,
      };
      checkLevelUnread(parseLevel(signLevel(body, bob)), circle.chain);
    },
  },
  {
    name: 'without contents: a statement that is not the author’s is refused as with them',
    run: () => {
      const forged = anAssessment({ author: mallory.user }, undefined, mallory);
      refuses('level-record', () => checkLevelUnread(parseLevel(forged.bytes), forged.circle.chain));
    },
  },
  {
    name: 'without contents: verified, red and nothing to say are told apart',
    run: () => {
      const { circle, bytes } = anAssessment();
      const state = (served: ServedLevel, chain = circle.chain) => judgeLevelUnread('VSRA', served, chain);
      same(state({ statement: bytes, columns: fields }).state, 'verified');
      same(state({ statement: bytes, columns: { ...fields, due: 1 } }), {
        state: 'red',
        why: 'columns',
        columns: ['due'],
      });
      const notHis = anAssessment({ author: mallory.user }, undefined, mallory);
      same(state({ statement: notHis.bytes, columns: fields }, notHis.circle.chain), {
        state: 'red',
        why: 'refused',
        columns: [],
      });
      const missing = { state: 'red', why: 'missing', columns: [] };
      same(state({ statement: undefined, columns: undefined }), missing);
      const empty = aCircle();
      empty.write('a note');
      same(state({ statement: undefined, columns: undefined }, empty.chain), { state: 'none' });
      const damaged = empty.read([...empty.rows, empty.forge(mallory).row]);
      same(state({ statement: undefined, columns: undefined }, damaged), missing);
    },
  },
];

const verdicts: Case[] = [
  {
    name: 'verified when columns and statement agree',
    run: () => {
      const { circle, bytes } = anAssessment();
      same(verdict(circle, { statement: bytes, columns: fields }).state, 'verified');
    },
  },
  {
    name: 'red, with its name, for each column that differs or is missing',
    run: () => {
      const { circle, bytes } = anAssessment();
      const wrong = (columns: Partial<LevelFields> | undefined) => {
        const result = verdict(circle, { statement: bytes, columns });
        return result.state === 'red' ? [result.why, result.columns] : result.state;
      };
      same(wrong({ ...fields, inForce: 1 }), ['columns', ['inForce']]);
      const { due: _, ...noDue } = fields;
      same(wrong(noDue), ['columns', ['due']]);
      same(wrong(undefined), ['columns', Object.keys(fields)]);
    },
  },
  {
    name: 'red when a statement of another instrument is served',
    run: () => {
      const { circle, bytes } = anAssessment();
      const served = { statement: bytes, columns: fields };
      same(judgeLevel('PSRA', served, circle.chain, circle.open().contents), {
        state: 'red',
        why: 'columns',
        columns: [],
      });
    },
  },
  {
    name: 'red when an assessment or a column has no statement; nothing to say when there is neither',
    run: () => {
      const { circle } = anAssessment();
      const missing = { state: 'red', why: 'missing', columns: [] };
      same(verdict(circle, { statement: undefined, columns: undefined }), missing);
      const empty = aCircle();
      empty.write('a note');
      same(verdict(empty, { statement: undefined, columns: undefined }), { state: 'none' });
      same(verdict(empty, { statement: undefined, columns: fields }), missing);
    },
  },
  {
    name: 'a fault of our own is no verdict',
    run: () => {
      const { circle, bytes } = anAssessment();
      let caught: unknown;
      try {
        judgeLevel('VSRA', { statement: bytes, columns: fields }, {} as CaseChain, circle.open().contents);
      } catch (thrown) {
        caught = thrown;
      }
      holds(caught instanceof TypeError, 'A fault became a verdict.');
    },
  },
];

const verdict = (circle: TestCircle, served: ServedLevel) =>
  judgeLevel('VSRA', served, circle.chain, circle.open().contents);

function anAlarm(circle: TestCircle, change: Partial<AlarmBody> = {}, signer: Identity = alice): Uint8Array {
  const body: AlarmBody = {
    caseId: circle.caseId,
    alarm: idOf('hearing'),
    counter: 1,
    due: now,
    state: alarmStates.set,
    author: alice.user,
    authorKv: 1,
    ...change,
  };
  return signAlarm(body, signer);
}

const alarms: Case[] = [
  {
    name: 'an alarm is set, moved and cleared by whoever may write, each time with a higher counter',
    run: () => {
      const circle = aCircle();
      const board = new AlarmBoard(circle.chain);
      board.accept(anAlarm(circle));
      board.accept(anAlarm(circle, { alarm: idOf('another'), due: now - 5 }));
      same(
        board.pending.map(({ due }) => due),
        [now - 5, now],
      );
      board.accept(anAlarm(circle, { counter: 5, due: now - 9, author: bob.user }, bob));
      same(
        board.pending.map(({ due }) => due),
        [now - 9, now - 5],
      );
      board.accept(anAlarm(circle, { counter: 6, state: alarmStates.cleared }));
      same(
        board.pending.map(({ alarm }) => alarm),
        [idOf('another')],
      );
    },
  },
  {
    name: 'an old statement played again, or the same counter with another date',
    run: () => {
      const circle = aCircle();
      const board = new AlarmBoard(circle.chain);
      const cleared = anAlarm(circle, { counter: 2, state: alarmStates.cleared });
      board.accept(cleared);
      board.accept(anAlarm(circle, { counter: 3 }));
      refuses('counter', () => board.accept(cleared));
      refuses('counter', () => board.accept(anAlarm(circle, { counter: 3, due: now + 9 })));
      same(board.pending.length, 1);
    },
  },
  {
    name: 'by nobody who may not write now, and of no other case',
    run: () => {
      const circle = aCircle();
      const board = new AlarmBoard(circle.chain);
      refuses('right', () => board.accept(anAlarm(circle, { author: carol.user }, carol)));
      refuses('right', () => board.accept(anAlarm(circle, { author: mallory.user }, mallory)));
      refuses('right', () => board.accept(anAlarm(circle, { authorKv: 2 })));
      refuses('signature', () => board.accept(anAlarm(circle, {}, bob)));
      refuses('case', () => board.accept(anAlarm(circle, { caseId: idOf('another') })));
      refuses('right', () =>
        new AlarmBoard(new CaseChain(circle.caseId, circle.chain.directory)).accept(anAlarm(circle)),
      );
      circle.change([to(alice, all)]);
      refuses('right', () => board.accept(anAlarm(circle, { author: bob.user }, bob)));
      circle.organisation.revoke(alice);
      refuses('key', () => board.accept(anAlarm(circle)));
      same(board.pending, []);
    },
  },
  {
    name: 'a form that is not the form, and any single bit',
    run: () => {
      const circle = aCircle();
      const bytes = anAlarm(circle);
      same(bytes.length, 138);
      refuses('length', () => parseAlarm(bytes.slice(0, -1)));
      refuses('length', () => parseAlarm(concat(bytes, zeros(1))));
      refuses('magic', () => parseAlarm(flipped(bytes, 24)));
      refuses('suite', () => parseAlarm(flipped(bytes, 33)));
      for (const state of [0, 3]) refuses('kind', () => parseAlarm(anAlarm(circle, { state: state as 1 })));
      for (let bit = 0; bit < bytes.length * 8; bit += 3) {
        holds(
          wasRefused(() => new AlarmBoard(circle.chain).accept(flipped(bytes, bit))),
          `Bit ${bit} was not noticed.`,
        );
      }
      const body = bytes.slice(0, 74);
      const other = concat(body, sign(alice.signing.privateKey, concat(labels.level, body)));
      refuses('signature', () => new AlarmBoard(circle.chain).accept(other));
    },
  },
];

function wasRefused(attempt: () => unknown): boolean {
  try {
    attempt();
    return false;
  } catch {
    return true;
  }
}

export const levelAttacks = { statements, verdicts: [...unread, ...verdicts], alarms };
