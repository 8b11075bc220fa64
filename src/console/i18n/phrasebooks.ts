import type { Language } from '../../domain/shared/language.js';
import { Phrasebook, tongueOf } from '../../texts/phrasebook.js';

/** Each table is a file of its own: nobody waits for the language of somebody else. */
const tables = {
  english: async () => (await import('../../texts/english.js')).ENGLISH,
  serbian: async () => (await import('../../texts/serbian.js')).SERBIAN,
};

/** @throws TypeError without a connection, when the language was never fetched */
export const phrasebookOf = async (language: Language): Promise<Phrasebook> =>
  new Phrasebook(await tables[tongueOf(language)]());
