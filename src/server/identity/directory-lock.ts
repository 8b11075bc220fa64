/** Held alone by whoever appends to the directory, and shared by all who only need it to stand still. */
export const appendLock = 7_240_515;
