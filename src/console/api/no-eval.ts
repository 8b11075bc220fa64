import { config } from 'zod';

/** The page's policy refuses programs made of text, which zod would otherwise try to write. Imported before any schema. */
config({ jitless: true });
