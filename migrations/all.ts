import { Platform1790000000000 } from './1790000000000-platform.js';

/** Every migration, oldest first. Append only. */
export const migrations = [Platform1790000000000];
