import { useState, type FormEvent } from 'react';
import { changeCase } from '../../contracts/circles/circles.js';
import {
  ASSISTANCE_STAGES,
  CASE_STATES,
  CLOSING_REASONS,
  PROCEEDINGS_STAGES,
  type CaseState,
  type ClosingReason,
} from '../../domain/circle/circle.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import { Choice } from '../parts/choice.js';
import { Submit } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';

interface CaseFactsProps {
  readonly answer: CircleAnswer;
  readonly mayWrite: boolean;
  readonly changed: () => Promise<void>;
}

/** Where the help stands: readable by the server, so coarse; what really happened is a sealed note. */
export function CaseFacts({ answer, mayWrite, changed }: CaseFactsProps) {
  const say = useSay();
  const { facts, id, version } = answer;
  if (!facts) return null;
  return (
    <section className="card" aria-labelledby="facts">
      <h2 id="facts">{say('consoleCircles.facts')}</h2>
      {mayWrite ? (
        <FactsForm key={version} id={id} version={version} facts={facts} changed={changed} />
      ) : (
        <ul className="list">
          <li>{say(`consoleCase.state.${facts.state}`)}</li>
          <li>{say(`consoleCircles.stage.${facts.stage}`)}</li>
          <li>{say(`consoleCircles.proceedings.${facts.proceedings}`)}</li>
        </ul>
      )}
    </section>
  );
}

interface FactsFormProps {
  readonly id: string;
  readonly version: number;
  readonly facts: NonNullable<CircleAnswer['facts']>;
  readonly changed: () => Promise<void>;
}

function FactsForm({ id, version, facts, changed }: FactsFormProps) {
  const say = useSay();
  const [state, setState] = useState<CaseState>(facts.state);
  const [reason, setReason] = useState<ClosingReason>(facts.closedReason ?? 'completed');
  const [stage, setStage] = useState(facts.stage);
  const [proceedings, setProceedings] = useState(facts.proceedings);
  const saving = useDoing(async () => {
    const standing = state === 'closed' ? { state, reason } : { state, reason: null };
    await call(changeCase, { params: { id }, version, body: { standing, stage, proceedings } });
    await changed();
  });
  const isClosing = state === 'closed';
  const isSame =
    state === facts.state &&
    (!isClosing || reason === facts.closedReason) &&
    stage === facts.stage &&
    proceedings === facts.proceedings;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void saving.run();
  };
  return (
    <form onSubmit={submit}>
      <Choice
        label={say('consoleCircles.state')}
        value={state}
        options={CASE_STATES.map((each) => [each, say(`consoleCase.state.${each}`)] as const)}
        change={setState}
      />
      {isClosing ? (
        <>
          <Choice
            label={say('consoleCircles.reason')}
            value={reason}
            options={CLOSING_REASONS.map((each) => [each, say(`consoleCircles.reason.${each}`)] as const)}
            change={setReason}
          />
          <Notice>{say('consoleCircles.closed')}</Notice>
        </>
      ) : null}
      <Choice
        label={say('consoleCircles.stage')}
        value={stage}
        options={ASSISTANCE_STAGES.map((each) => [each, say(`consoleCircles.stage.${each}`)] as const)}
        change={setStage}
      />
      <Choice
        label={say('consoleCircles.proceedings')}
        value={proceedings}
        options={PROCEEDINGS_STAGES.map((each) => [each, say(`consoleCircles.proceedings.${each}`)] as const)}
        change={setProceedings}
      />
      <FailureNotice failure={saving.failure} />
      {isSame ? null : <Submit busy={saving.busy}>{say('consoleCircles.save')}</Submit>}
    </form>
  );
}
