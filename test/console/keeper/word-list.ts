import { readFileSync } from 'node:fs';

/** The list that the bundler puts into the keeper. */
export default readFileSync('src/console/keeper/eff-large-word-list.txt', 'utf8');
