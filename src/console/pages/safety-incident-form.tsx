import { useState } from 'react';
import { longestIncidentText, type IncidentText } from '../../contracts/sealed/incident.js';
import { INCIDENT_STEPS, type IncidentStep } from '../../domain/safety/incident.js';
import { useSay } from '../i18n/language.js';
import type { IncidentVersion, SafetyCircles, WrittenIncident } from '../keeper/safety.js';
import { Choice } from '../parts/choice.js';
import { Tick } from '../parts/fields.js';
import { KeptHint } from '../parts/kept-hint.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import type { Draft } from '../session/draft.js';
import { nameWithWorker } from '../parts/circle-name.js';
import { Concerned } from './safety-incident-concerned.js';
import { StepFields } from './safety-incident-steps.js';
import { placesOf } from './safety-incident-text.js';
import { Outrun, Versions } from './safety-incident-versions.js';
import { useIncident, type IncidentProps } from './use-incident.js';

/** The five steps, or why nothing can be written here. */
export function IncidentForm(props: IncidentProps) {
  const { circles, written, writtenIn } = props;
  const say = useSay();
  const places = placesOf(circles, say);
  if (writtenIn !== null && !written) return <Notice>{say('consoleSafety.incident.elsewhere')}</Notice>;
  if (writtenIn === null && places.length === 0)
    return <Notice tone="warn">{say('consoleSafety.incident.noPlace')}</Notice>;
  return <WriteIncident {...props} places={places} />;
}

interface WriteProps extends IncidentProps {
  readonly places: ReturnType<typeof placesOf>;
}

function WriteIncident(props: WriteProps) {
  const { circles, names, places, written, writtenIn } = props;
  const say = useSay();
  const [at, setAt] = useState(0);
  const [tellOthers, setTellOthers] = useState(false);
  const tell = { wanted: tellOthers, done: () => setTellOthers(false) };
  const [chosen, setChosen] = useState(places[0]?.[0] ?? '');
  const { incident, change, draft, outrunBy, isSealed, sealing } = useIncident(
    props,
    writtenIn ?? chosen,
    tell,
  );
  const step = INCIDENT_STEPS[at] ?? 'facts';
  const isLast = at === INCIDENT_STEPS.length - 1;
  if (!draft.isRead) return <p aria-busy="true">{say('console.loading')}</p>;
  return (
    <div className="narrow">
      <Versions written={written} files={circles.files} names={names} />
      <Outrun newest={outrunBy} draft={draft} files={circles.files} names={names} />
      {writtenIn === null ? <Place places={places} chosen={chosen} choose={setChosen} /> : null}
      <StepList at={at} go={setAt} />
      <section aria-labelledby="step">
        <StepHead step={step} />
        <StepFields step={step} incident={incident} change={change} />
        {isLast ? (
          <LastQuestions
            circles={circles}
            names={names}
            incident={incident}
            change={change}
            tellOthers={tellOthers}
            setTellOthers={setTellOthers}
          />
        ) : null}
      </section>
      <FailureNotice failure={sealing.failure} />
      <Waiting written={written} names={names} busy={sealing.busy} moveOn={() => void sealing.run()} />
      <SealState isSealed={isSealed} draft={draft} />
      <StepButtons
        at={at}
        go={setAt}
        busy={sealing.busy}
        canSeal={isReady(incident, outrunBy)}
        seal={() => void sealing.run()}
      />
    </div>
  );
}

const isReady = (
  { facts, aim, source, actionTaken }: IncidentText,
  outrunBy: IncidentVersion | undefined,
): boolean =>
  outrunBy === undefined &&
  facts.trim() !== '' &&
  [facts, aim, source, actionTaken].every(({ length }) => length <= longestIncidentText);

interface PlaceProps {
  readonly places: ReturnType<typeof placesOf>;
  readonly chosen: string;
  readonly choose: (id: string) => void;
}

function Place({ places, chosen, choose }: PlaceProps) {
  const say = useSay();
  if (places.length < 2) return null;
  return (
    <Choice label={say('consoleSafety.incident.where')} value={chosen} options={places} change={choose} />
  );
}

interface StepsProps {
  readonly at: number;
  readonly go: (at: number) => void;
}

function StepList({ at, go }: StepsProps) {
  const say = useSay();
  return (
    <ol className="steps">
      {INCIDENT_STEPS.map((each, index) => (
        <li key={each}>
          <button
            type="button"
            className="quiet"
            aria-current={index === at ? 'step' : undefined}
            onClick={() => go(index)}
          >
            {index + 1}. {say(`consoleSafety.step.${each}`)}
          </button>
        </li>
      ))}
    </ol>
  );
}

function StepHead({ step }: { readonly step: IncidentStep }) {
  const say = useSay();
  return (
    <>
      <h2 id="step">{say(`consoleSafety.step.${step}`)}</h2>
      <p className="hint">{say(`consoleSafety.step.${step}.hint`)}</p>
    </>
  );
}

interface LastProps {
  readonly circles: SafetyCircles;
  readonly names: ReadonlyMap<string, string>;
  readonly incident: IncidentText;
  readonly change: (over: Partial<IncidentText>) => void;
  readonly tellOthers: boolean;
  readonly setTellOthers: (tell: boolean) => void;
}

/** Whom else it concerns, and whether it is over. */
function LastQuestions({ tellOthers, setTellOthers, ...props }: LastProps) {
  const { incident, change } = props;
  const say = useSay();
  return (
    <>
      <Concerned {...props} />
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
  );
}

interface WaitingProps {
  readonly written: WrittenIncident | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly busy: boolean;
  readonly moveOn: () => void;
}

/** Sealed, and yet what it concerns does not know: it says which, and how to go on. */
function Waiting({ written, names, busy, moveOn }: WaitingProps) {
  const say = useSay();
  if (busy || !written || written.waiting.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>
        {say('consoleSafety.incident.waiting', {
          where: written.waiting.map((each) => nameWithWorker(each, names, say)).join(', '),
        })}
      </p>
      <button type="button" onClick={moveOn}>
        {say('consoleSafety.incident.moveOn')}
      </button>
    </Notice>
  );
}

function SealState({ isSealed, draft }: { readonly isSealed: boolean; readonly draft: Draft }) {
  const say = useSay();
  return (
    <p className="hint">
      {isSealed ? <span role="status">{say('consoleSafety.incident.sealed')} </span> : null}
      {isSealed && !draft.isChanged ? null : <KeptHint draft={draft} />}
    </p>
  );
}

interface ButtonsProps extends StepsProps {
  readonly busy: boolean;
  readonly canSeal: boolean;
  readonly seal: () => void;
}

function StepButtons({ at, go, busy, canSeal, seal }: ButtonsProps) {
  const say = useSay();
  const isLast = at === INCIDENT_STEPS.length - 1;
  return (
    <div className="row">
      {at > 0 ? (
        <button type="button" onClick={() => go(at - 1)}>
          {say('consoleSafety.incident.before')}
        </button>
      ) : null}
      {isLast ? null : (
        <button type="button" className="primary" onClick={() => go(at + 1)}>
          {say('consoleSafety.incident.next')}
        </button>
      )}
      <button
        type="button"
        className={isLast ? 'primary' : ''}
        aria-busy={busy}
        disabled={!canSeal}
        onClick={seal}
      >
        {say('consoleSafety.incident.seal')}
      </button>
    </div>
  );
}
