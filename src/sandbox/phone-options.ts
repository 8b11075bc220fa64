export interface PhoneOptions {
  /** Telegram user id; positive. */
  readonly id: number;
  readonly name: string;
  readonly kind: 'contact' | 'staff';
  /** IETF tag that the phone tells the bots; absent: it tells none. */
  readonly language?: string;
}

export const defaultPhones: readonly PhoneOptions[] = [
  { id: 1001, name: 'Contact 1', kind: 'contact' },
  { id: 1002, name: 'Contact 2', kind: 'contact' },
  { id: 2001, name: 'Staff 1', kind: 'staff' },
  { id: 2002, name: 'Staff 2', kind: 'staff' },
  { id: 2003, name: 'Staff 3', kind: 'staff' },
];
