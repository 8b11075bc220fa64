/** How a conversation ends. */
export type ContactOutcome = 'resolved' | 'referred' | 'contact-lost' | 'false-alarm';
