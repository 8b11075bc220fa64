/** A string that only one kind of thing may carry, so that a conversation is never looked up by an alert's id. */
type Branded<Kind extends string> = string & { readonly __id: Kind };

export type ConversationId = Branded<'conversation'>;
export type AlertId = Branded<'alert'>;
export type StaffId = Branded<'staff'>;
