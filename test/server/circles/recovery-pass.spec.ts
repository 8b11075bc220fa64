import type { StaffId } from '../../../src/domain/shared/ids.js';
import { CeremonyPass } from '../../../src/server/circles/recovery-pass.js';
import type { CeremonyRecord, RecoveryCeremony } from '../../../src/server/identity/recovery-ceremony.js';
import type { Transaction } from '../../../src/server/platform/database/database.js';
import { instant } from '../../../src/domain/shared/time.js';
import { recovery } from '../../e2ee/builders/organisation.js';
import { anOrganisation, goran, mira, staffIdOf } from './circles-house.js';

const noTransaction = {} as Transaction;
const { directory } = anOrganisation();

const aCeremony = (over: Partial<CeremonyRecord> = {}): CeremonyRecord => ({
  id: 'a',
  openedBy: staffIdOf(mira),
  openedAt: instant(0),
  closedAt: null,
  outcome: null,
  ceremonyKey: new Uint8Array(32),
  contributed: ['1', '2', '3'] as StaffId[],
  ...over,
});

function passWith(...ceremonies: CeremonyRecord[]): CeremonyPass {
  const kept = { list: async () => ceremonies } as unknown as RecoveryCeremony;
  return new CeremonyPass({ hold: async () => directory, look: async () => directory }, kept);
}

describe('reading in the place of RECOVERY', () => {
  it('is for the one who leads a ceremony that a quorum has joined', async () => {
    const pass = passWith(aCeremony({ id: 'old', closedAt: instant(1), outcome: 'given-up' }), aCeremony());

    expect(await pass.standsInFor(noTransaction, staffIdOf(mira))).toBe(staffIdOf(recovery));
    expect(await pass.standsInFor(noTransaction, staffIdOf(goran))).toBeNull();
  });

  it('begins with the third share and ends with the ceremony', async () => {
    const early = passWith(aCeremony({ contributed: ['1', '2'] as StaffId[] }));
    const late = passWith(aCeremony({ closedAt: instant(1), outcome: 'recovered' }));

    expect(await early.standsInFor(noTransaction, staffIdOf(mira))).toBeNull();
    expect(await late.standsInFor(noTransaction, staffIdOf(mira))).toBeNull();
  });
});
