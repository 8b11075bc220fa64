import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instrument, Published } from '../../../domain/assessment/instrument.js';
import type { InstrumentBook } from '../../../domain/assessment/instrument-book.js';
import { faultsIn } from './assessment-faults.js';
import { providerInstruments, victimInstrument } from './assessment-instruments.js';
import { providerFile, victimFile } from './assessment-schema.js';
import { InstrumentFile } from './instrument-file.js';
import { instrumentsFolder } from './read-instrument.js';

const readers: Readonly<Record<string, (file: InstrumentFile) => readonly Instrument[]>> = {
  'victim-safety-risk-assessment': (file) => [victimInstrument(file.read(victimFile))],
  'provider-security-risk-assessment': (file) => providerInstruments(file.read(providerFile)),
};

/** Where the assessment instruments lie, below the folder of all instruments. */
export const assessmentFolders = Object.keys(readers);

/**
 * Every published version of the assessment instruments. Read once, at start.
 *
 * @throws InstrumentFileFault: a file that is not as it must be stops the start
 */
export const readAssessmentInstruments = (
  folder: string = instrumentsFolder(import.meta.url),
): InstrumentBook =>
  assessmentFolders.flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((file) => /^v\d+\.yaml$/.test(file))
      .sort()
      .flatMap((file) => readAssessmentFile(join(name, file), readFileSync(join(folder, name, file), 'utf8'))),
  );

/** @param name such as `victim-safety-risk-assessment/v0.yaml`: its folder says which kind of file it is */
export function readAssessmentFile(name: string, source: string): readonly Published[] {
  const file = new InstrumentFile(name, source);
  const reader = readers[name.split('/')[0] ?? ''];
  if (reader === undefined) throw new Error(`No instrument is called ${name}.`);
  const instruments = reader(file);
  for (const instrument of instruments) {
    const [fault] = faultsIn(instrument);
    if (fault !== undefined) throw file.faultAt(fault.at, fault.why);
    if (!name.endsWith(`/v${instrument.major}.yaml`)) throw file.faultAt('version', 'does not belong to the name of the file');
  }
  return instruments.map((instrument) => ({ instrument, sha256: file.sha256 }));
}
