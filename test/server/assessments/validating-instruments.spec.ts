import {
  listValidations,
  recordValidation,
  withdrawValidation,
} from '../../../src/contracts/assessments/validations.js';
import { listAudit } from '../../../src/contracts/identity/audit.js';
import { AssessmentsModule } from '../../../src/server/assessments/assessments.module.js';
import { readAssessmentInstruments } from '../../../src/server/platform/instruments/read-assessment-instruments.js';
import { ApiHouse } from '../support/api-house.js';
import { refusal } from '../support/refusal.js';
import type { StaffClient } from '../support/staff-client.js';

const book = readAssessmentInstruments();
const sha256 = book[0]!.sha256;
const given = {
  instrument: 'VSRA',
  version: '0.1.0',
  sha256,
  who: 'A group of practitioners',
  on: '2020-01-31',
} as const;

describe('saying who validated an instrument', () => {
  let house: ApiHouse;
  let office: StaffClient;
  let worker: StaffClient;

  beforeAll(async () => {
    house = await ApiHouse.open({ modules: (identity) => [AssessmentsModule.with(identity, book)] });
    office = house.browser();
    worker = house.browser('192.0.2.2');
    const founding = await office.found(await house.setUpToken(), {
      dutyName: 'Vera',
      roles: ['administrator'],
    });
    await office.enrol(worker, { dutyName: 'Goran', roles: ['coordinator'] }, founding.admin.identity);
  });
  afterAll(() => house.close());

  it('nobody has at the beginning: every instrument is a proposal', async () => {
    expect(await worker.call(listValidations)).toEqual({ items: [] });
  });

  it('only an administrator may', async () => {
    expect(await refusal(worker.call(recordValidation, { body: given }))).toBe('not-allowed');
    expect(await refusal(worker.call(withdrawValidation, { params: { id: '1' } }))).toBe('not-allowed');
  });

  it.each([
    ['a version that this house does not have', { ...given, version: '0.2.0' }, 'instrument-unknown'],
    ['another file of that version', { ...given, sha256: 'f'.repeat(64) }, 'instrument-unknown'],
    ['the file of another instrument', { ...given, instrument: 'PSRA' as const }, 'instrument-unknown'],
    ['a day that has not come', { ...given, on: '2999-01-01' }, 'invalid-request'],
  ])('%s is refused', async (_, body, code) => {
    expect(await refusal(office.call(recordValidation, { body }))).toBe(code);
    expect((await office.call(listValidations)).items).toEqual([]);
  });

  it('is seen by everybody, once, until it is taken back', async () => {
    const written = await office.call(recordValidation, { body: given });
    const again = await refusal(office.call(recordValidation, { body: { ...given, who: 'Others' } }));
    const seen = await worker.call(listValidations);
    await office.call(withdrawValidation, { params: { id: String(written.id) } });
    const gone = await worker.call(listValidations);
    const twice = await refusal(office.call(withdrawValidation, { params: { id: String(written.id) } }));
    const anew = await office.call(recordValidation, { body: { ...given, who: 'Others' } });

    expect(written).toMatchObject({ ...given, id: written.id, recordedAt: house.clock.now() });
    expect([again, twice]).toEqual(['validation-recorded', 'validation-unknown']);
    expect(seen.items).toEqual([written]);
    expect(gone.items).toEqual([]);
    expect(anew).toMatchObject({ who: 'Others' });
  });

  it('is written down in the audit, without the words', async () => {
    const { items } = await office.call(listAudit, { query: { limit: 3 } });

    expect(items.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['instrument-validated', null],
      ['instrument-validation-withdrawn', null],
      ['instrument-validated', null],
    ]);
  });
});
