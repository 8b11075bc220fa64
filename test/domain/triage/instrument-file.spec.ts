import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { QUESTIONS } from '../../../src/domain/triage/instrument.js';
import { hotlineInstrument } from '../../../src/server/platform/instruments/hotline-instrument.js';
import { hit } from './conversation-builder.js';

const source = readFileSync('instruments/hotline-intake-triage/v0.yaml', 'utf8');
const changed = (from: string, to: string): unknown => {
  expect(source).toContain(from);
  return parse(source.replace(from, to));
};

describe('the published hotline instrument', () => {
  it('has not changed since it was published', () => {
    const hash = createHash('sha256').update(source).digest('hex');

    expect(hash).toBe('e5a7fcfd2e4e69c9f9b28dad0b9496d307903cc3853ed405ebee775e40ff6230');
  });

  it('is read with all its questions, levels and messages', () => {
    expect(hit).toMatchObject({ id: 'HIT', version: '0.1.0', sessionTimeoutMinutes: 10 });
    expect(Object.keys(hit.questions)).toEqual([...QUESTIONS]);
    expect(hit.questions.H5).toMatchObject({ multi: true, cap: 8 });
    expect(QUESTIONS.filter((id) => hit.questions[id].onlyAboutSelf)).toEqual(['H7']);
    expect(hit.levels.RED.humanWithinMinutes).toBe(2);
    expect(hit.escalations).toEqual({
      'H1.watched': 'go_silent',
      'H2.now': 'danger',
      'H3.child': 'child',
      'H4.confined': 'danger',
      'H6.urgent': 'injured',
      'H7.intent': 'suicide',
      free_text_danger_words: 'danger',
    });
  });
});

describe('a hotline instrument that is not as it must be', () => {
  it.each([
    [
      'an immediate option that also weighs something',
      'immediate: true, go_silent: true',
      'immediate: true, weight: 1',
    ],
    [
      'an option without a weight',
      '{id: safe, en: "Yes", sr: "Da", weight: 0}',
      '{id: safe, en: "Yes", sr: "Da"}',
    ],
    ['a floor that is no level', 'floor: ORANGE', 'floor: PURPLE'],
    ['a word that the code does not know', 'exclusive: true', 'exclusiv: true'],
    ['an immediate answer without its message', 'H6.urgent', 'H6.other'],
    ['a question twice', 'id: H8', 'id: H7'],
    ['a button without Serbian', 'sr: "Počni"', 'sr: ""'],
  ])('%s is refused at the start', (_, from, to) => {
    const file = changed(from, to);

    expect(() => hotlineInstrument(file)).toThrow();
  });

  it.each([null, 7, 'text', [], {}])('%j is refused', (file) => {
    expect(() => hotlineInstrument(file)).toThrow();
  });
});
