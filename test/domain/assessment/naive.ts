import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/**
 * A second, plain reading of the instruments' files, step by step as `scoring.steps` says them and without a line of the engine: what
 * the engine is held against. Fractions instead of hundredths, rounded where they are compared.
 */
const levels = ['low', 'medium', 'high', 'extreme'];
type Answers = Readonly<Record<string, string>>;

interface Yaml {
  [name: string]: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a file, read as it comes
}
const victim = parse(readFileSync('instruments/victim-safety-risk-assessment/v0.yaml', 'utf8')) as Yaml;
const provider = parse(readFileSync('instruments/provider-security-risk-assessment/v0.yaml', 'utf8')) as Yaml;

const best = (...found: string[]): string =>
  levels[Math.max(0, ...found.map((level) => levels.indexOf(level)))]!;

function band(bands: { band: number; from: number }[], points: number): number {
  const rounded = Math.round(points * 100) / 100;
  return bands.filter(({ from }) => rounded >= from).at(-1)?.band ?? 1;
}

/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-explicit-any, complexity -- see above */

function likelihoodByImpact(
  file: Yaml,
  scoring: Yaml,
  answers: Answers,
  cap: number,
  inherited: string,
): string {
  const say = (item: Yaml): string => answers[item['id']] ?? 'unknown';
  let level = inherited;
  let likelihood = 0;
  let impact = 0;
  let credit = 0;
  const flag = (name: string): string => {
    const item = file['items'].find((each: Yaml) => each['id'] === file['derived_flags'][name].from);
    const value = item.options[say(item)]?.[file['derived_flags'][name].option];
    return value === true ? 'yes' : 'no';
  };
  const state = (name: string): string =>
    name in file['derived_flags'] ? flag(name) : (answers[name] ?? 'unknown');
  for (const item of file['items']) {
    const answer = say(item);
    if (item.critical && answer === 'yes') level = best(level, item.critical);
    if (item.critical && answer === 'suspected')
      level = best(level, item.critical === 'medium' ? 'medium' : 'high');
    if (item.critical && answer === 'unknown') level = best(level, 'medium');
    const value = item.type === 'select' ? item.options[answer].value : victimAnswers[answer].value;
    if (item.dim === 'likelihood') likelihood += item.w * value;
    if (item.dim === 'likelihood' && item.w_impact) impact += item.w_impact * value;
    if (item.dim === 'impact') impact += item.w * value;
    if (item.dim === 'protective' && answer === 'yes') credit += item.w;
  }
  for (const rule of file['combination_rules']) {
    const states = rule.all.map((part: any) => {
      if (typeof part === 'string') return state(part);
      const any = part.any.map(state);
      return any.includes('yes') ? 'yes' : any.includes('suspected') ? 'suspected' : 'no';
    });
    if (states.every((each: string) => each === 'yes')) level = best(level, rule.level);
    else if (states.every((each: string) => each === 'yes' || each === 'suspected'))
      level = best(level, 'high');
  }
  if (level === 'extreme') return level;
  const without = band(scoring['bands'].likelihood, likelihood);
  const credited = band(scoring['bands'].likelihood, likelihood - Math.min(credit, cap));
  const row = credited < without - 1 ? without - 1 : credited;
  return best(level, scoring['matrix'][row][band(scoring['bands'].impact, impact) - 1]);
}
const victimAnswers = victim['answers'].standard;

function organisation(answers: Answers): string {
  const { A1_threat_context: context, A2_controls: controls, scoring } = provider['part_A'];
  let level = answers['A09'] === '3' ? 'high' : 'low';
  let threat = 0;
  let gaps = 0;
  for (const item of context.items) {
    const answer = answers[item.id] ?? 'unknown';
    threat += answer === 'unknown' ? 1.5 : Number(answer);
  }
  for (const item of [...controls.premises, ...controls.procedures, ...controls.people]) {
    const answer = answers[item.id] ?? 'unknown';
    gaps += item.w * provider['answers'].control[answer].gap;
    if (item.key && answer === 'missing') level = best(level, 'high');
    if (item.key && (answer === 'partly' || answer === 'unknown')) level = best(level, 'medium');
  }
  return best(
    level,
    scoring.matrix[band(scoring.bands.threat, threat)][band(scoring.bands.vulnerability, gaps) - 1],
  );
}

/** The level by the plain reading. */
export function naiveLevel(id: string, answers: Answers, victimLevel?: string): string {
  if (id === 'PSRA-A') return organisation(answers);
  if (id === 'VSRA') return likelihoodByImpact(victim, victim['scoring'], answers, 4, 'low');
  const part = provider['part_B'];
  const inherited = part.inherited.find((each: Yaml) => each['victim_level'] === victimLevel)?.floor ?? 'low';
  return likelihoodByImpact(part, part.scoring, answers, 0, inherited);
}
