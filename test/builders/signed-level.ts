import { longestInterval, type LevelNumber } from '../../src/domain/circle/level-rules.js';
import { plus, type Instant } from '../../src/domain/shared/time.js';
import { signLevel, type LevelBody, type LevelFields } from '../../src/e2ee/circle/level-statement.js';
import type { Identity } from '../../src/e2ee/shared/identity.js';

const allKnown = { provisional: false, criticalUnknown: false };

/** What an assessment says that came to this level, where nothing was unknown and nobody lowered it: due as late as it may be. */
export const levelFields = (level: LevelNumber, assessed: Instant): LevelFields => ({
  instrument: 'VSRA',
  version: 0,
  computed: level,
  inForce: level,
  flags: 0,
  assessed,
  due: plus(assessed, longestInterval(level, allKnown)),
  loweredUntil: 0,
});

/** The statement of a level, as its author's browser signs it. */
export const signedLevel = (author: Identity, body: Omit<LevelBody, 'author' | 'authorKv'>): Uint8Array =>
  signLevel({ author: author.user, authorKv: author.kv, ...body }, author);
