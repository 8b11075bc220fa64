import type { LevelNumber } from '../assessment/level.js';
import type { Instant } from '../shared/time.js';

/**
 * Instruments that want a supervisor's signature, and from which level on (`level_actions.sign_off`: the victim assessment at high and
 * extreme; the provider assessments name none). A supervisor is a coordinator other than the assessor.
 */
const supervisorSignsFrom: Readonly<Partial<Record<string, LevelNumber>>> = { VSRA: 3 };

/** What a statement says, as far as a second person follows from it. */
export interface SignableLevel {
  /** The four letters of the statement. */
  readonly instrument: string;
  readonly computed: LevelNumber;
  readonly inForce: LevelNumber;
  readonly loweredUntil: Instant | null;
}

/** The level that the signature is about: the more serious of what was computed and of what a person made of it. */
export const levelToSign = ({ computed, inForce }: SignableLevel): LevelNumber =>
  computed > inForce ? computed : inForce;

/**
 * Whether a second person's signature belongs under this level: it is as high as that, or it was lowered and the lowering has not run
 * out. A missing one is shown and reminded of; it moves no date and no level, except that a lowering does not count without it.
 */
export const wantsSignOff = (level: SignableLevel, now: Instant): boolean =>
  levelToSign(level) >= (supervisorSignsFrom[level.instrument] ?? Infinity) || isLowered(level, now);

const isLowered = ({ computed, inForce, loweredUntil }: SignableLevel, now: Instant): boolean =>
  inForce < computed && loweredUntil !== null && now < loweredUntil;
