import type { CircleAnswer } from './held-circle.js';

/** Whether somebody has one of the protocol's rights in a circle, as its newest epoch says it. @param right one bit of `rights` */
export const hasRight = ({ members }: Pick<CircleAnswer, 'members'>, who: string, right: number): boolean =>
  members.some(({ userId, rights }) => userId === who && (rights & right) !== 0);
