import { useState } from 'react';
import { askCoordinators, listIncidents } from '../../contracts/safety/incidents.js';
import type { IncidentText } from '../../contracts/sealed/incident.js';
import { INCIDENT_STEPS, triggersOf } from '../../domain/safety/incident.js';
import { call } from '../api/call.js';
import { useMoment, useSay, type Say } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import type { SafetyCircles, WrittenIncident } from '../keeper/safety.js';
import { Choice, Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { useDraft } from '../session/draft.js';
import { keeper } from '../session/keeper.js';
import { CasesConcerned, StepFields } from './safety-incident-steps.js';

const hourMs = 3_600_000;

/** One incident: what is sealed so far, and the five steps, one at a time. */
export function IncidentPage({ id }: { readonly id: string }) {
  const say = useSay();
  const loaded = useLoaded(async () => {
    const [reports, written, circles] = await Promise.all([
      call(listIncidents),
      keeper.ask('listWrittenIncidents'),
      keeper.ask('safetyCircles'),
    ]);
    const report = reports.items.find((each) => each.id === id);
    return { report, written: written.find((each) => each.id === id), circles };
  }, id);
  const { value } = loaded;
  return (
    <>
      <p className="crumb">
        <a href="#/safety/incidents">{say('consoleSafety.incident.back')}</a>
      </p>
      <h1>
        {value?.report
          ? say('consoleSafety.incident', { number: value.report.number })
          : say('consoleSafety.incidents')}
      </h1>
      <FailureNotice failure={loaded.failure} />
      {value?.report ? (
        <IncidentForm
          id={id}
          number={value.report.number}
          reportedAt={value.report.reportedAt}
          writtenIn={value.report.circle}
          written={value.written}
          circles={value.circles}
          sealed={loaded.reload}
        />
      ) : null}
    </>
  );
}

interface FormProps {
  readonly id: string;
  readonly number: number;
  readonly reportedAt: number;
  readonly writtenIn: string | null;
  readonly written: WrittenIncident | undefined;
  readonly circles: SafetyCircles;
  readonly sealed: () => Promise<void>;
}

function IncidentForm(props: FormProps) {
  const { id, written, circles, sealed, writtenIn } = props;
  const say = useSay();
  const [at, setAt] = useState(0);
  const [isSealed, setSealed] = useState(false);
  const [tellOthers, setTellOthers] = useState(false);
  const places = placesOf(circles, say);
  const [chosen, setChosen] = useState(places[0]?.[0] ?? '');
  const draft = useDraft(id, 'incident');
  const before = written?.versions.findLast(({ incident }) => incident !== null)?.incident ?? null;
  const incident = { ...(before ?? blank(props)), ...changesIn(draft.text) };
  const change = (over: Partial<IncidentText>): void => {
    setSealed(false);
    draft.change(JSON.stringify({ ...changesIn(draft.text), ...over }));
  };
  const sealing = useDoing(async () => {
    await keeper.ask('sealIncident', id, writtenIn ?? chosen, incident);
    const concerned = incident.cases.filter((number) => !before?.cases.includes(number));
    await trigger(say, incident, casesWith(circles.cases, concerned));
    if (tellOthers) await call(askCoordinators, { params: { id } });
    await draft.clear();
    setTellOthers(false);
    setSealed(true);
    await sealed();
  });
  if (writtenIn !== null && !written) return <Notice>{say('consoleSafety.incident.elsewhere')}</Notice>;
  if (writtenIn === null && places.length === 0)
    return <Notice tone="warn">{say('consoleSafety.incident.noPlace')}</Notice>;
  const step = INCIDENT_STEPS[at] ?? 'facts';
  const isLast = at === INCIDENT_STEPS.length - 1;
  return (
    <div className="narrow">
      <Versions written={written} />
      {writtenIn === null && places.length > 1 ? (
        <Choice
          label={say('consoleSafety.incident.where')}
          value={chosen}
          options={places}
          choose={setChosen}
        />
      ) : null}
      <ol className="steps">
        {INCIDENT_STEPS.map((each, index) => (
          <li key={each}>
            <button
              type="button"
              className="quiet"
              aria-current={index === at ? 'step' : undefined}
              onClick={() => setAt(index)}
            >
              {index + 1}. {say(`consoleSafety.step.${each}`)}
            </button>
          </li>
        ))}
      </ol>
      <section aria-labelledby="step">
        <h2 id="step">{say(`consoleSafety.step.${step}`)}</h2>
        <p className="hint">{say(`consoleSafety.step.${step}.hint`)}</p>
        <StepFields step={step} incident={incident} change={change} />
        {isLast ? (
          <>
            <CasesConcerned cases={circles.cases} incident={incident} change={change} />
            <Tick
              label={say('consoleSafety.field.otherCases')}
              checked={tellOthers}
              onChange={(event) => setTellOthers(event.target.checked)}
            />
            <Tick
              label={say('consoleSafety.incident.close')}
              checked={incident.closedAt !== null}
              onChange={(event) =>
                change({ closedAt: event.target.checked ? (Date.now() as IncidentText['reportedAt']) : null })
              }
            />
          </>
        ) : null}
      </section>
      <FailureNotice failure={sealing.failure} />
      <p className="hint" role="status">
        {isSealed
          ? say('consoleSafety.incident.sealed')
          : say(draft.kept ? 'consoleSafety.plan.kept' : 'consoleSafety.plan.sealed')}
      </p>
      <div className="row">
        {at > 0 ? (
          <button type="button" onClick={() => setAt(at - 1)}>
            {say('consoleSafety.incident.before')}
          </button>
        ) : null}
        {isLast ? null : (
          <button type="button" className="primary" onClick={() => setAt(at + 1)}>
            {say('consoleSafety.incident.next')}
          </button>
        )}
        <button
          type="button"
          className={isLast ? 'primary' : ''}
          aria-busy={sealing.busy}
          disabled={incident.facts.trim() === ''}
          onClick={() => void sealing.run()}
        >
          {say('consoleSafety.incident.seal')}
        </button>
      </div>
    </div>
  );
}

function Versions({ written }: { readonly written: WrittenIncident | undefined }) {
  const say = useSay();
  const moment = useMoment();
  if (!written) return null;
  return (
    <ul className="list hint">
      {written.versions.map(({ author, ms }, index) => (
        <li key={ms}>
          {say('consoleSafety.incident.versions', { at: index + 1, name: author, when: moment(ms) })}
        </li>
      ))}
    </ul>
  );
}

/** Logs first: who looks after safety writes there; everybody else in her own book. */
const placesOf = ({ logs, book }: SafetyCircles, say: Say): (readonly [string, string])[] => [
  ...logs.map(({ id }) => [id, say('consoleSafety.incident.whereLog')] as const),
  ...(book ? [[book.id, say('consoleSafety.incident.whereBook')] as const] : []),
];

const blank = ({ number, reportedAt }: FormProps): IncidentText => ({
  form: 'incident/1',
  number,
  occurredAt: reportedAt as IncidentText['occurredAt'],
  reportedAt: reportedAt as IncidentText['reportedAt'],
  kind: 'other',
  target: [],
  channel: 'unknown',
  facts: '',
  pattern: null,
  aim: '',
  source: '',
  conclusion: null,
  reportedTo: [],
  actionTaken: '',
  closedAt: null,
  cases: [],
});

/** Only what was changed is kept as a draft, so that a colleague's newer version shows through. */
function changesIn(draft: string): Partial<IncidentText> {
  try {
    return JSON.parse(draft) as Partial<IncidentText>;
  } catch {
    return {};
  }
}

const casesWith = (cases: readonly CircleAnswer[], numbers: readonly number[]): CircleAnswer[] =>
  cases.filter(({ facts }) => facts !== null && numbers.includes(facts.number));

/** Moves the next review of each case forward, by the soonest trigger that the incident is. */
async function trigger(say: Say, incident: IncidentText, cases: readonly CircleAnswer[]): Promise<void> {
  const triggers = triggersOf(incident.kind, incident.target);
  const within = Math.min(...triggers.map((each) => each.within));
  const note = say('consoleSafety.trigger.note', {
    number: incident.number,
    triggers: triggers.map((each) => each.id).join(', '),
    hours: within / hourMs,
  });
  for (const { id } of cases) await keeper.ask('triggerCase', id, within, note);
}
