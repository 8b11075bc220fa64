/** The question that a fault such as `notes.V18` is about; undefined for one about the form. */
export const itemAt = (at: string): string | undefined => /^(?:answers|notes|dates)\.(.+)$/.exec(at)?.[1];
