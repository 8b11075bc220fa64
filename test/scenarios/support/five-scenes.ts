import type { Answers } from '../../../src/domain/assessment/answers.js';

// The scenes of the field guide, from ASTRA 2021, as a practitioner would answer that day. A question that a scene says nothing of was
// answered quietly (`calm`).

/** At the telephone, before the journey: he wants her and the child, and he is free. */
export const beforeTheJourney: Answers = {
  V06: 'suspected',
  V11: 'yes',
  V12: 'suspected',
  V13: 'yes',
  V15: 'yes',
  V16: 'unknown',
  V18: 'trial',
  V20: 'yes',
  V23: 'released',
  V40: 'yes',
  V44: 'yes',
  V45: 'suspected',
};

/** At the police station: he was there, at the hour that a handful of people knew. */
export const atTheStation: Answers = {
  ...beforeTheJourney,
  V02: 'yes',
  V04: 'yes',
  V06: 'yes',
  V12: 'yes',
  V16: 'yes',
  V43: 'yes',
  V45: 'yes',
};

/** ID 4769: a lawyer offers money days before the hearing. */
export const offeredMoney: Answers = {
  V07: 'yes',
  V13: 'yes',
  V14: 'yes',
  V18: 'trial',
  V19: 'yes',
  V20: 'yes',
  V23: 'released',
  V44: 'yes',
};

/** ID 4769: shortly after, she withdraws. */
export const withdrawn: Answers = { ...offeredMoney, V22: 'yes', V42: 'suspected' };

/** SerbAz: nobody has looked yet who arrived. */
export const arrival: Answers = {
  V08: 'yes',
  V17: 'unknown',
  V18: 'considering',
  V23: 'at_large',
  V35: 'yes',
  V36: 'yes',
};

/** Zarubica: his friends fill half of the courtroom. */
export const trial: Answers = {
  V08: 'yes',
  V13: 'yes',
  V14: 'yes',
  V18: 'trial',
  V19: 'yes',
  V20: 'yes',
  V21: 'yes',
  V23: 'released',
};

/** Stones at the window of a client who is alone with her child. */
export const stones: Answers = {
  V02: 'yes',
  V04: 'yes',
  V05: 'yes',
  V23: 'released',
  V28: 'yes',
  V42: 'yes',
  V44: 'yes',
};
