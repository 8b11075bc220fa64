import { readFileSync } from 'node:fs';
import { score } from '../../../src/domain/assessment/score.js';
import { all, fileVectors, type Vector } from './instruments.js';

const kept = JSON.parse(readFileSync('test/vectors/assessments.json', 'utf8')) as readonly Vector[];

describe('the vectors of the assessment instruments', () => {
  it.each(kept.map((each) => [each.id, each] as const))('%s', (_, vector) => {
    const instrument = all.find(({ id }) => id === vector.instrument) ?? all[0]!;

    const result = score(instrument, vector.answers, { victimLevel: vector.victimLevel });

    expect(result.level).toBe(vector.level);
    if (vector.provisional !== undefined) expect(result.provisional).toBe(vector.provisional);
  });

  it('are all of those in the files, and are only ever added to', () => {
    const byId = new Map(kept.map((each) => [each.id, each]));

    for (const vector of fileVectors()) expect(byId.get(vector.id)).toEqual(vector);
    expect(kept.length).toBeGreaterThanOrEqual(13);
  });
});
