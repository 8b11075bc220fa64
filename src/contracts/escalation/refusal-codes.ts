/** Every code with which alerts may refuse. Stable: clients translate them. */
export const ALERT_REFUSALS = [
  'alert-unknown',
  'alert-over',
  'alert-not-yours',
  'colleague-unreachable',
  'alert-offer-gone',
] as const;

export type AlertRefusal = (typeof ALERT_REFUSALS)[number];
