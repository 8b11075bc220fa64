import { readIncident, type IncidentText } from '../../../contracts/sealed/incident.js';
import { writeEvaluation } from '../../../contracts/sealed/evaluation.js';
import { blended, dayOf } from '../../assessing/evaluation-extract.js';
import { newId } from '../../assessing/new-id.js';
import { assessmentsIn } from '../../assessing/read-file.js';
import type { FileView } from '../../keeper/assessments.js';
import type { CircleAnswer } from '../../keeper/held-circle.js';
import type { Step } from '../../keeper/order.js';
import { keeper } from '../../session/keeper.js';
import { waiting } from '../../session/waiting.js';

/**
 * Writes an extract of each incident that this person may read, under the pseudonyms of the cases that she is in. Doing it again
 * writes only what is new: the object follows from the incident and a pseudonym, which nobody else knows together.
 */
export async function bringIncidents(evaluation: string): Promise<void> {
  const circles = await keeper.ask('listCircles');
  const pseudonyms = await pseudonymsIn(circles);
  const logs = circles.filter(({ kind }) => kind === 'security-log');
  const steps: Step[] = [];
  for (const { id } of logs)
    for (const [object, incident] of incidentsOf(await keeper.ask('readFile', id)))
      steps.push(...(await extractOf(evaluation, object, incident, pseudonyms)));
  if (steps.length === 0) return;
  await waiting.send({
    id: newId(),
    circle: evaluation,
    what: 'extract',
    madeAt: Date.now(),
    refused: null,
    steps,
  });
}

/** By the number of the case. */
async function pseudonymsIn(circles: readonly CircleAnswer[]): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (const { id, facts } of circles) {
    const last = facts ? assessmentsIn(await keeper.ask('readFile', id)).at(-1) : undefined;
    if (facts && last) found.set(facts.number, last.text.evaluation);
  }
  return found;
}

function incidentsOf({ texts }: FileView): Map<string, IncidentText> {
  const newest = new Map<string, IncidentText>();
  for (const { kind, object, text } of texts) {
    const incident = kind === 'incident' && text !== undefined ? readIncident(text) : null;
    if (incident) newest.set(object, incident);
  }
  return newest;
}

async function extractOf(
  circle: string,
  object: string,
  { cases, occurredAt, kind }: IncidentText,
  pseudonyms: ReadonlyMap<number, string>,
): Promise<Step[]> {
  const known = cases.flatMap((number) => pseudonyms.get(number) ?? []);
  const [first] = known;
  if (first === undefined) return [];
  const text = writeEvaluation({
    form: 'evaluation-incident/1',
    pseudonyms: known,
    on: dayOf(occurredAt),
    kind,
  });
  return [{ do: 'seal-in', circle, object: await blended(first, object), text }];
}
