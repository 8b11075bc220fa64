import { AGREED_FOR, agreedUntil } from '../../../src/domain/triage/agreed-writing.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { instant, plus, seconds } from '../../../src/domain/shared/time.js';

const at = instant(1_000_000);
const agreement = { by: 'mira' as StaffId, at };
const quiet = { lastInboundAt: instant(at - 1), unsafeAt: null };

describe('the first of two who hold that writing is safe', () => {
  it('counts for half an hour, the last moment included', () => {
    expect(agreedUntil(agreement, quiet, at)).toBe(plus(at, AGREED_FOR));
    expect(agreedUntil(agreement, quiet, plus(at, AGREED_FOR))).toBe(plus(at, AGREED_FOR));
    expect(agreedUntil(agreement, quiet, instant(plus(at, AGREED_FOR) + 1))).toBeNull();
  });

  it.each([
    ['she did something since', { lastInboundAt: plus(at, seconds(1)), unsafeAt: null }],
    ['she did something in the same moment', { lastInboundAt: at, unsafeAt: null }],
    ['a colleague recorded since that it is unsafe', { ...quiet, unsafeAt: plus(at, seconds(1)) }],
    ['a colleague recorded so in the same moment', { ...quiet, unsafeAt: at }],
  ])('counts no more when %s', (_why, news) => {
    expect(agreedUntil(agreement, news, plus(at, seconds(2)))).toBeNull();
  });

  it('is not undone by what was recorded before', () => {
    expect(agreedUntil(agreement, { ...quiet, unsafeAt: instant(at - 1) }, at)).not.toBeNull();
  });
});
