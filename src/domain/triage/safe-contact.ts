/** The ways in which a person says she can be reached. A contact is used only in the way she set. */
export const SAFE_CHANNELS = ['here', 'call', 'message'] as const;
export type SafeChannel = (typeof SAFE_CHANNELS)[number];

/** `any` stands alone. */
export const SAFE_HOURS = ['morning', 'afternoon', 'evening', 'night', 'any'] as const;
export type SafeHours = (typeof SAFE_HOURS)[number];

/** The hours on the wall clock behind each word: from, up to and not including, to; a night ends on the next day. */
export const HOURS_MEANT: Readonly<Record<SafeHours, { readonly from: number; readonly to: number }>> = {
  morning: { from: 8, to: 12 },
  afternoon: { from: 12, to: 17 },
  evening: { from: 17, to: 22 },
  night: { from: 22, to: 8 },
  any: { from: 0, to: 24 },
};
