import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TriageInstrument } from '../../../domain/triage/instrument.js';
import { hotlineInstrument } from './hotline-instrument.js';
import { hotlineFile } from './hotline-schema.js';
import { InstrumentFile } from './instrument-file.js';

/**
 * Reads the hotline intake triage of the version in use. Read once, at start.
 *
 * @throws InstrumentFileFault: a file that is not as it must be stops the start
 */
export function readHotlineInstrument(folder: string = instrumentsFolder(import.meta.url)): TriageInstrument {
  const name = 'hotline-intake-triage/v0.yaml';
  const file = new InstrumentFile(name, readFileSync(join(folder, name), 'utf8'));
  const shaped = file.read(hotlineFile);
  try {
    return hotlineInstrument(shaped);
  } catch (error) {
    throw file.faultAt('questions', error instanceof Error ? error.message : 'cannot be used');
  }
}

/**
 * The `instruments` folder beside the `package.json` above `from`, wherever the compiled file lies.
 *
 * @param from a module's `import.meta.url`
 */
export function instrumentsFolder(from: string): string {
  let folder = dirname(fileURLToPath(from));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('The instruments folder was not found: no package.json above the program.');
    folder = above;
  }
  return join(folder, 'instruments');
}
