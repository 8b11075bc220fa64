/** Every code with which the inbox may refuse. Stable: clients translate them. */
export const INBOX_REFUSALS = [
  'inbox-missing',
  'not-in-the-inbox',
  'conversation-unknown',
  'conversation-closed',
  'claimed-by-other',
  'not-claimed',
  'offer-refused',
  'offer-gone',
  'reply-refused',
  'reply-locked',
  'reply-open',
  'reply-hours',
  'contact-gone',
  'reply-gone',
  'edge-anchor-fixed',
  'edge-unfit',
] as const;

export type InboxRefusal = (typeof INBOX_REFUSALS)[number];
