import { changeMeasure, setMeasures } from '../../contracts/reviews/measures.js';
import { call } from '../api/call.js';
import { ApiRefused } from '../api/refused.js';
import { readStandings } from '../assessing/read-standings.js';
import { sealText, signAlarmFor, signAssessment, signTriggerFor } from './assessments.js';
import { keepDraft } from './circles.js';
import type { Measures, Step } from './order.js';
import { racing } from './racing.js';

const takers: {
  readonly [What in Step['do']]: (circle: string, step: Step & { do: What }) => Promise<unknown>;
} = {
  assess: (circle, { order }) => signAssessment(circle, order),
  seal: (circle, order) => sealText(circle, order),
  'seal-in': (_, { circle, object, text }) => sealText(circle, { kind: 'note', object, text }),
  alarm: (circle, { order }) => onceSet(signAlarmFor(circle, order)),
  trigger: (circle, { order }) => onceSet(signTriggerFor(circle, order)),
  measures: (circle, { measures }) => racing(() => putMeasures(circle, measures), ['superseded']),
  measure: (circle, { measure, to }) => racing(() => putMeasure(circle, measure, to), ['superseded']),
  'forget-draft': (circle, { key }) => keepDraft(circle, key, ''),
};

/** Does one step of an order. Done once more, it finds that it was done. */
export const takeStep = (circle: string, step: Step): Promise<unknown> =>
  (takers[step.do] as (circle: string, step: Step) => Promise<unknown>)(circle, step);

/** An alarm of this counter or a higher one is there: an earlier sending arrived, or somebody was faster. Both are done. */
async function onceSet(sending: Promise<void>): Promise<void> {
  try {
    await sending;
  } catch (caught) {
    if (!(caught instanceof ApiRefused && caught.code === 'alarm-superseded')) throw caught;
  }
}

/** With the versions that the server has now: the plan that was signed is the intention. */
async function putMeasures(circle: string, measures: Measures): Promise<void> {
  if (measures.length === 0) return;
  const known = await readStandings(circle);
  const body = { measures: measures.map((each) => ({ ...each, seen: known.get(each.id)?.version ?? 0 })) };
  await call(setMeasures, { params: { id: circle }, body });
}

async function putMeasure(
  circle: string,
  measure: string,
  to: (Step & { do: 'measure' })['to'],
): Promise<void> {
  const version = (await readStandings(circle)).get(measure)?.version;
  if (version === undefined) return;
  await call(changeMeasure, { params: { id: circle, measure }, version, body: to });
}
