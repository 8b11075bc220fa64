import type { Answers } from '../../src/domain/assessment/answers.js';
import { explain, firedNames, largestGaps } from '../../src/domain/assessment/explain.js';
import { levelNamed, type Level } from '../../src/domain/assessment/level.js';
import { mayLower } from '../../src/domain/assessment/override.js';
import { score } from '../../src/domain/assessment/score.js';
import { statedLevel } from '../../src/domain/assessment/state-level.js';
import { suggestMeasures } from '../../src/domain/assessment/suggest-measures.js';
import { instant } from '../../src/domain/shared/time.js';
import {
  arrival,
  atTheStation,
  beforeTheJourney,
  offeredMoney,
  stones,
  trial,
  withdrawn,
} from './support/five-scenes.js';
import { calm, psraA, psraB, vsra } from '../domain/assessment/instruments.js';

/**
 * The scenes of the field guide, from ASTRA 2021, as a practitioner would fill them in that day: what is known, what is suspected, what
 * nobody has asked. A question that the scene says nothing of was answered quietly.
 */
const victim = (set: Answers) => score(vsra, calm(vsra, set));
const worker = (set: Answers, victimLevel: Level) => score(psraB, calm(psraB, set), { victimLevel });
const organisation = (set: Answers) => score(psraA, calm(psraA, set));
const measures = (set: Answers): readonly string[] =>
  suggestMeasures(vsra, calm(vsra, set)).map(({ measure }) => measure.id);
const urgent = (set: Answers): readonly string[] =>
  suggestMeasures(vsra, calm(vsra, set)).flatMap(({ measure }) =>
    measure.withinHours <= 4 ? [measure.id] : [],
  );

describe('ASTRA ID 814: threats by telephone, a car at the station, a plan to take the child, a place that leaked', () => {
  it('is high before the journey, and what is not known about who knows could make it no worse', () => {
    const result = victim(beforeTheJourney);

    expect(result).toMatchObject({
      level: 'high',
      provisional: false,
      ceiling: 'high',
      nextReviewHours: 168,
    });
    expect(firedNames(result)).toEqual(['V06', 'V12', 'V40', 'V45']);
    expect(measures(beforeTheJourney)).toContain('M27');
  });

  it('is extreme from the station on, looked at again within a day, and nobody may lower it', () => {
    const result = victim(atTheStation);

    expect(result).toMatchObject({ level: 'extreme', nextReviewHours: 24, credit: 0 });
    expect(firedNames(result)).toEqual(expect.arrayContaining(['V45', 'V43', 'C1']));
    expect(mayLower(result)).toBe(false);
    expect(vsra.levelActions?.extreme).toMatchObject({
      signOff: 'supervisor',
      conferenceHours: 24,
      locksCase: true,
    });
  });

  it('first calls the police, asks who knew, and thinks of the child', () => {
    expect(urgent(atTheStation)).toEqual(expect.arrayContaining(['M01', 'M17', 'M18', 'M28']));
    expect(measures(atTheStation)).toContain('M02');
  });

  it('is extreme for the workers too, who were followed with her', () => {
    const result = worker(
      { B02: 'yes', B03: 'yes', B05: 'yes', B06: 'released', B11: 'yes', B16: 'yes' },
      'extreme',
    );

    expect(result).toMatchObject({ level: 'extreme', nextReviewHours: 24, inherited: 'high' });
  });

  it('is high even for a colleague on the case to whom nothing has happened', () => {
    expect(worker({}, 'extreme')).toMatchObject({ level: 'high', nextReviewHours: 168 });
  });
});

describe('ASTRA ID 4769: a lawyer offers 5,000 euros days before the hearing, and the witness withdraws', () => {
  it('is high with the offer alone: pressure on a witness, the accused free, the hearing near', () => {
    const result = victim(offeredMoney);

    expect(result).toMatchObject({ level: 'high', nextReviewHours: 168 });
    expect(firedNames(result)).toEqual(['V07', 'C8']);
  });

  it('stays high when she withdraws, and says that the withdrawal came with pressure', () => {
    const result = victim(withdrawn);

    expect(result.level).toBe('high');
    expect(explain(result).rules.map(({ id, softened }) => [id, softened])).toEqual([
      ['C4', false],
      ['C7', true],
      ['C8', false],
    ]);
  });

  it('suggests to talk with her alone, to give her a lawyer of her own, and to report it; never to press her', () => {
    expect(measures(withdrawn)).toEqual(expect.arrayContaining(['M26', 'M12', 'M11', 'M08']));
  });

  it('is not made quiet by protection that exists on paper', () => {
    const guarded = { ...withdrawn, P01: 'yes', P02: 'yes', P03: 'suspected', P04: 'yes', P05: 'yes' };

    expect(victim(guarded).level).toBe('high');
  });
});

describe('SerbAz: a wanted trafficker sits among the workers who are being helped', () => {
  it('is medium and provisional as long as nobody has looked who arrived, and shows that it could be high', () => {
    expect(victim(arrival)).toMatchObject({
      level: 'medium',
      provisional: true,
      criticalUnknown: true,
      ceiling: 'high',
      nextReviewHours: 72,
    });
  });

  it('is high for every one of them once he is recognised, and separates them within hours', () => {
    const recognised = { ...arrival, V17: 'yes' };

    expect(victim(recognised)).toMatchObject({ level: 'high', provisional: false });
    expect(urgent(recognised)).toContain('M22');
  });

  it('shows the organisation a gap: nobody checks groups before they arrive', () => {
    const result = organisation({ A24: 'missing', A21: 'partly' });

    expect(largestGaps(result).map(({ item }) => item)).toEqual(['A24', 'A21']);
    expect(result.level).toBe('low');
  });
});

describe('Zarubica: his friends fill half the courtroom; weeks later the taxi driver is one of the accused', () => {
  it('is high for the witness during the trial, from the court alone', () => {
    const result = victim(trial);

    expect(result).toMatchObject({ level: 'high', provisional: false });
    expect(firedNames(result)).toEqual(['C3', 'C8']);
    expect(measures(trial)).toEqual(expect.arrayContaining(['M07', 'M09', 'M10', 'M08']));
  });

  it('is high for the worker who goes with her and whom the accused know', () => {
    const result = worker({ B03: 'yes', B05: 'yes', B06: 'released', B09: 'yes' }, 'high');

    expect(result.level).toBe('high');
    expect(firedNames(result)).toEqual(['D3', 'victimLevel']);
  });

  it('is still high for her in the taxi, weeks after the verdict: she no longer feels safe', () => {
    const taxi = { B03: 'yes', B05: 'yes', B06: 'released', B13: 'yes', B20: 'suspected' };

    expect(worker(taxi, 'medium')).toMatchObject({ level: 'high', nextReviewHours: 168 });
    expect(firedNames(worker(taxi, 'medium'))).toEqual(['B20']);
  });
});

describe('stones at the window, people at the office door, a complaint against the director', () => {
  it('is extreme for the client alone with her child: they know where she is, they came, they are free', () => {
    const result = victim(stones);

    expect(result).toMatchObject({ level: 'extreme', nextReviewHours: 24 });
    expect(firedNames(result)).toEqual(['V02', 'V04', 'C1', 'C7']);
  });

  it('would be high while it is only suspected who threw them', () => {
    const result = victim({ ...stones, V04: 'suspected' });

    expect(result.level).toBe('high');
    expect(result.rules).toContainEqual({ id: 'C1', level: 'high', softened: true });
  });

  it('is extreme for the worker at whose door they knocked and threatened, high when they only came', () => {
    expect(worker({ B01: 'yes', B15: 'yes', B06: 'released' }, 'medium').level).toBe('extreme');
    expect(worker({ B15: 'yes', B06: 'released' }, 'medium').level).toBe('high');
  });

  it('a criminal complaint alone is no danger to life, and asks for legal support', () => {
    const complaint = { B17: 'yes' };

    expect(worker(complaint, 'low').level).toBe('low');
    expect(suggestMeasures(psraB, calm(psraB, complaint)).map(({ measure }) => measure.id)).toEqual(['S09']);
  });

  it('is high for an organisation without a plan for such a day', () => {
    const result = organisation({
      A06: '2',
      A09: '2',
      A10: '2',
      A12: 'partly',
      A16: 'missing',
      A18: 'partly',
      A28: 'missing',
    });

    expect(result).toMatchObject({ level: 'high', nextReviewHours: 168 });
    expect(firedNames(result)).toEqual(['A16', 'A18']);
    expect(largestGaps(result)[0]).toMatchObject({ item: 'A16' });
  });
});

describe('what the author of each scene signs', () => {
  it('is the level, and a date within what the sources ask for', () => {
    const at = instant(1_790_000_000_000);
    const result = victim({ V02: 'yes', V04: 'yes', V23: 'released' });
    const stated = statedLevel(vsra, result, result.level, at);

    expect(levelNamed(stated.inForce)).toBe('extreme');
    expect((stated.due - at) / 3_600_000).toBe(24);
    expect(stated.loweringForbidden).toBe(true);
  });
});
