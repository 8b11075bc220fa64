import { useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import type { Confirmed } from '../keeper/open-circles.js';
import type { Recoverable } from '../keeper/recovery.js';
import { Choice } from '../parts/choice.js';
import { areConfirmed, ConfirmPeople } from '../parts/confirm-people.js';
import { Submit, Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { nameOfCircle } from '../parts/circle-name.js';
import { failureIn, FailedCircles, type FailedCircle } from './failed-circles.js';

/** What the recovery key opens, and giving it to one named colleague. */
export function Recovered({ found }: { readonly found: readonly Recoverable[] }) {
  const say = useSay();
  const [chosen, setChosen] = useState<readonly string[]>(
    found.filter(({ circle }) => circle.grantorsLeft === 0).map(({ circle }) => circle.id),
  );
  const toggle = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <>
      <Notice tone="warn">{say('consoleRecovery.combined')}</Notice>
      <fieldset>
        <legend>{say('consoleRecovery.circles')}</legend>
        {found.length === 0 ? <p className="empty">{say('consoleRecovery.circles.none')}</p> : null}
        {found.map(({ circle, members }) => (
          <Tick
            key={circle.id}
            label={
              <>
                <strong>{nameOfCircle(circle, say)}</strong>
                <br />
                <span className="hint">
                  {say('consoleRecovery.circles.people', {
                    names: members.join(', ') || say('consoleRecovery.circles.nobody'),
                  })}
                </span>
              </>
            }
            checked={chosen.includes(circle.id)}
            onChange={() => toggle(circle.id)}
          />
        ))}
      </fieldset>
      <GiveTo found={found} chosen={chosen} />
    </>
  );
}

interface GiveProps {
  readonly found: readonly Recoverable[];
  readonly chosen: readonly string[];
}

/** One that fails keeps no other from being given. */
function GiveTo({ found, chosen }: GiveProps) {
  const say = useSay();
  const [userId, setUserId] = useState('');
  const [confirmed, setConfirmed] = useState<readonly Confirmed[]>([]);
  const [done, setDone] = useState(0);
  const [failed, setFailed] = useState<readonly FailedCircle[]>([]);
  const { value } = useLoaded(() => keeper.ask('listPeople'));
  const people = value?.people.filter(({ kind }) => kind === 'person') ?? [];
  const named = people.filter(({ id }) => id === userId);
  const [to] = confirmed;
  const giving = useDoing(async () => {
    setDone(0);
    setFailed([]);
    if (!to) return;
    for (const { circle } of found.filter((one) => chosen.includes(one.circle.id))) {
      const failure = await failureIn(() => keeper.ask('recoverCircle', circle.id, to));
      if (failure) setFailed((before) => [...before, { circle, failure }]);
      else setDone((count) => count + 1);
    }
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void giving.run();
  };
  const isDone = !giving.busy && done > 0 && done === chosen.length;
  return (
    <form onSubmit={submit}>
      <Choice
        label={say('consoleRecovery.give')}
        value={userId}
        options={[
          ['', say('consoleCase.members.choose')],
          ...people.map(({ id, dutyName }) => [id, dutyName] as const),
        ]}
        change={(id) => {
          setUserId(id);
          setConfirmed([]);
          setDone(0);
        }}
      />
      <ConfirmPeople people={named} confirmed={confirmed} confirm={setConfirmed} />
      {giving.busy ? (
        <Notice>{say('consoleRecovery.give.progress', { done, all: chosen.length })}</Notice>
      ) : isDone ? (
        <Notice tone="good">{say('consoleRecovery.give.done')}</Notice>
      ) : null}
      <FailedCircles of="give" failed={failed} />
      <FailureNotice failure={giving.failure} />
      <Submit busy={giving.busy} disabled={!areConfirmed(named, confirmed) || chosen.length === 0}>
        {say('consoleRecovery.give.do')}
      </Submit>
    </form>
  );
}
