import { standingOf } from '../../../src/console/keeper/conversations.js';
import { filled } from '../../../src/console/keeper/link-conversation.js';
import { transcriptOf, type TranscriptLine } from '../../../src/console/keeper/transcript.js';

const withheld = [2, 3].map((seq) => ({
  state: 'failed' as const,
  seq,
  through: seq,
  reason: 'wrap-missing',
  claimed: undefined,
}));
const said: TranscriptLine = { kind: 'note', seq: 2, at: 1, author: 'Mira', text: 'help', record: '00' };

describe('a conversation of which a server brings the records without their keys', () => {
  it('is not whole, and its places say that they cannot be read here', () => {
    const lines = transcriptOf(withheld, () => '');

    expect(lines).toEqual([{ kind: 'keyless', seq: 2, through: 3 }]);
    expect(standingOf('damaged', lines)).toBe('keyless');
  });

  it('is whole only where a case that was read here has every one of them', () => {
    const [line] = transcriptOf(withheld, () => '');
    const part = filled(line!, new Map([[2, said]]));
    const all = filled(
      line!,
      new Map([
        [2, said],
        [3, { ...said, seq: 3 }],
      ]),
    );

    expect(part).toEqual([said, { kind: 'keyless', seq: 3, through: 3 }]);
    expect([standingOf('damaged', part), standingOf('damaged', all)]).toEqual(['keyless', 'whole']);
  });

  it('is damaged when anything else fails too, and never better than a fork', () => {
    const lines = [
      ...transcriptOf(withheld, () => ''),
      { kind: 'failed', seq: 4, through: 4, reason: 'signature' },
    ];

    expect(standingOf('damaged', lines as TranscriptLine[])).toBe('damaged');
    expect(standingOf('forked', lines as TranscriptLine[])).toBe('forked');
  });
});
