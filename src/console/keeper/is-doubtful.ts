import type { Standing } from '../../e2ee/circle/chain-walk.js';

/** The server shows less than was seen before, or something else: nothing is written on top of that. What is damaged is not doubtful. */
export const isDoubtful = (standing: Standing | 'keyless'): boolean =>
  standing === 'rolled-back' || standing === 'forked';
