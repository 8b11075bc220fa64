import { ROLES } from '../../../src/contracts/shared/people.js';
import { CIRCLE_KINDS, isChange, takesContent, type CircleKind } from '../../../src/domain/circle/circle.js';
import {
  mayOpen,
  membershipFault,
  type Candidate,
  type CircleRole,
  type Membership,
} from '../../../src/domain/circle/membership.js';
import fc from '../../builders/properties.js';

const someone = (over: Partial<Candidate> = {}): Candidate => ({
  id: 'mira',
  kind: 'person',
  roles: ['coordinator'],
  mayWrite: true,
  mayGrant: true,
  ...over,
});
const goran = someone({ id: 'goran', roles: ['case-worker'], mayGrant: false });
const recovery = someone({ id: 'recovery', kind: 'recovery', roles: [], mayWrite: false });

const faultOf = (members: readonly Candidate[], over: Partial<Membership> = {}) =>
  membershipFault({ kind: 'client-case', opener: null, subject: null, members, ...over });

describe('who may be in a circle together', () => {
  it('lets named people of the house share a case, beside RECOVERY', () => {
    expect(faultOf([someone(), goran, recovery])).toBeNull();
  });

  it('never lets an administrator in, whatever else she is called', () => {
    const roles: CircleRole[] = ['administrator', 'coordinator'];

    expect(faultOf([someone(), someone({ id: 'a', kind: 'administrator', roles: [] })])).toBe(
      'administrator',
    );
    expect(faultOf([someone(), someone({ id: 'a', roles })])).toBe('administrator');
  });

  it('never lets somebody in whose key is not in force', () => {
    expect(faultOf([someone(), someone({ id: 'x', kind: 'unknown' })])).toBe('unknown-member');
  });

  it('keeps at least one person who may grant, and does not count RECOVERY', () => {
    expect(faultOf([goran, recovery])).toBe('no-grantor');
    expect(faultOf([])).toBe('no-grantor');
  });

  it('begins with the one who opens it', () => {
    expect(faultOf([someone()], { opener: 'goran' })).toBe('opener-missing');
    expect(faultOf([someone(), goran], { opener: 'goran' })).toBeNull();
  });

  it('keeps no file about a worker without her', () => {
    expect(faultOf([someone()], { kind: 'worker-file', subject: 'goran' })).toBe('worker-missing');
    expect(faultOf([someone(), goran], { kind: 'worker-file', subject: 'goran' })).toBeNull();
    expect(faultOf([someone()], { kind: 'worker-file', subject: null })).toBe('worker-missing');
  });

  it('keeps no safety book without the worker, nor without somebody else who would look for her', () => {
    const book = (members: readonly Candidate[]) =>
      faultOf(members, { kind: 'safety-book', opener: null, subject: 'goran' });
    const writer = someone({ id: 'goran', roles: ['case-worker'] });

    expect(book([someone()])).toBe('worker-missing');
    expect(book([writer, someone({ id: 'lena', roles: ['case-worker'] })])).toBe('nobody-to-look');
    expect(book([someone({ id: 'goran', roles: ['focal-point'] })])).toBe('nobody-to-look');
    expect(book([writer, someone({ id: 'vera', roles: ['focal-point'] })])).toBeNull();
    expect(mayOpen('safety-book', { id: 'goran', roles: ['case-worker'] }, 'goran')).toBe(true);
    expect(mayOpen('safety-book', { id: 'goran', roles: ['case-worker'] }, 'lena')).toBe(false);
  });

  it('hands over between exactly two', () => {
    const third = someone({ id: 'lena' });

    expect(faultOf([someone(), recovery], { kind: 'hand-over' })).toBe('not-two');
    expect(faultOf([someone(), goran, recovery], { kind: 'hand-over' })).toBeNull();
    expect(faultOf([someone(), goran, third], { kind: 'hand-over' })).toBe('not-two');
  });

  it('shows contacts only to those who answer or are woken for them', () => {
    expect(faultOf([someone(), goran], { kind: 'inbox' })).toBe('role');
    expect(faultOf([someone(), someone({ id: 'o', roles: ['operator'] })], { kind: 'inbox' })).toBeNull();
    expect(faultOf([someone(), someone({ id: 'n', roles: [] })])).toBe('role');
  });
});

describe('who may open a circle', () => {
  const expected: Record<CircleKind, CircleRole[]> = {
    inbox: ['coordinator', 'director'],
    'client-case': ['operator', 'case-worker', 'focal-point', 'coordinator', 'director'],
    'security-log': ['focal-point', 'coordinator', 'director'],
    'organisation-file': ['coordinator', 'director'],
    'worker-file': [],
    'safety-book': ['focal-point', 'coordinator', 'director'],
    'hand-over': ['operator', 'case-worker', 'focal-point', 'coordinator', 'director'],
    evaluation: ['focal-point', 'coordinator', 'director'],
  };
  it.each(CIRCLE_KINDS)('%s', (kind) => {
    const openers = ROLES.filter((role) => mayOpen(kind, { id: 'x', roles: [role] }, 'y'));

    expect(openers).toEqual(expected[kind]);
  });

  it('lets a worker open her own file, and nobody another’s: she says who reads it', () => {
    expect(mayOpen('worker-file', { id: 'x', roles: ['operator'] }, 'x')).toBe(true);
    expect(mayOpen('worker-file', { id: 'x', roles: ['operator'] }, 'y')).toBe(false);
    expect(mayOpen('worker-file', { id: 'x', roles: ['director'] }, 'y')).toBe(false);
    expect(mayOpen('client-case', { id: 'x', roles: [] }, null)).toBe(false);
  });

  it('never lets an administrator, also not with another role or for her own file', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CIRCLE_KINDS), fc.subarray([...ROLES]), (kind, some) => {
        expect(mayOpen(kind, { id: 'x', roles: [...some, 'administrator'] }, 'x')).toBe(false);
      }),
    );
  });
});

describe('the state of a case', () => {
  it('changes with its state or its reason', () => {
    expect(isChange({ state: 'open', reason: null }, { state: 'open', reason: null })).toBe(false);
    expect(isChange({ state: 'open', reason: null }, { state: 'dormant', reason: null })).toBe(true);
    expect(isChange({ state: 'closed', reason: 'referred' }, { state: 'closed', reason: 'completed' })).toBe(
      true,
    );
  });

  it('takes content unless it is closed', () => {
    expect((['open', 'dormant', 'closed', null] as const).map(takesContent)).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});
