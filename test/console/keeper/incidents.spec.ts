import { randomUUID } from 'node:crypto';
import { readFile } from '../../../src/console/keeper/assessments.js';
import { openCircleOf } from '../../../src/console/keeper/open-circles.js';
import {
  listWrittenIncidents,
  openSecurityLog,
  passOnIncident,
  safetyCircles,
  sealIncident,
} from '../../../src/console/keeper/safety.js';
import { blank, withAlarmsFor } from '../../../src/console/pages/safety-incident-text.js';
import { readReviewsOfCircle } from '../../../src/contracts/reviews/reviews.js';
import { reportIncident } from '../../../src/contracts/safety/incidents.js';
import { alarmVerdict } from '../../../src/contracts/sealed/alarm-claims.js';
import { readEvent } from '../../../src/contracts/sealed/event.js';
import type { IncidentText } from '../../../src/contracts/sealed/incident.js';
import { hours } from '../../../src/domain/shared/time.js';
import { call } from '../../../src/console/api/call.js';
import { psraA } from '../../domain/assessment/instruments.js';
import { caseWork } from '../support/case-work.js';
import { openKeeperHouse, type KeeperHouse } from './keeper-house.js';

let house: KeeperHouse;
let log: string;
let office: string;
const notes = { case: 'Concerns this case.', file: 'Concerns this file.' };

const eventsIn = async (file: string): Promise<string[]> =>
  (await readFile(file)).texts.flatMap(({ text }) => readEvent(text ?? '')?.trigger ?? []);

const reviewOf = async (circle: string) =>
  (await call(readReviewsOfCircle, { params: { id: circle } })).items[0]!;

/** Mira reports and seals what happened just now. */
async function seal(over: Partial<IncidentText>): Promise<IncidentText> {
  const id = randomUUID();
  const { number } = await call(reportIncident, { body: { id, about: 'staff', urgency: null } });
  const circles = await safetyCircles();
  const me = house.desk.staffId;
  const written = {
    ...blank({ number, reportedAt: house.api.clock.now() - 60_000, circles }, me),
    facts: 'x',
    ...over,
  };
  const incident = withAlarmsFor(written, circles, me);
  await sealIncident(id, log, incident, null);
  return incident;
}

beforeAll(async () => {
  house = await openKeeperHouse({ work: caseWork });
  log = await openSecurityLog([]);
  office = await openCircleOf({ kind: 'organisation-file', subjectId: null, members: [] });
});
afterAll(() => house.close());

describe('an incident that concerns the organisation', () => {
  it('does so until its writer says that it does not', async () => {
    expect((await seal({})).files).toEqual([office]);
  });

  it('moves its assessment forward as the provider instrument says, once, however often that is tried', async () => {
    const incident = await seal({ kind: 'threat_online', target: ['worker'] });

    const waiting = (await listWrittenIncidents()).filter(({ waiting: places }) => places.length > 0);
    expect(waiting.at(-1)!.waiting).toMatchObject([{ id: office }]);
    await passOnIncident(incident, notes);
    await passOnIncident(incident, notes);

    expect(await eventsIn(office)).toEqual(['E01']);
    const { because, latest } = await reviewOf(office);
    expect([because, latest]).toEqual(['trigger', incident.occurredAt + hours(4)]);
  });

  it('is what a reader of the file holds the alarm against', async () => {
    const { texts, alarms } = await readFile(office);

    expect(alarms).toHaveLength(1);
    expect(alarmVerdict({ texts, alarms }, psraA, null)).toEqual({ faults: [], unexplained: [] });
  });
});

describe('an incident that concerns a worker', () => {
  it('moves the assessment in the file that its writer reads, and no other', async () => {
    const mine = await openCircleOf({ kind: 'worker-file', subjectId: house.desk.staffId, members: [] });
    const incident = await seal({ kind: 'smear', files: [mine] });

    await passOnIncident(incident, notes);

    expect(await eventsIn(mine)).toEqual(['E04']);
    expect(await eventsIn(office)).toEqual(['E01']);
    expect((await reviewOf(mine)).latest).toBe(incident.occurredAt + hours(24));
  });
});
