import { useState, type FormEvent } from 'react';
import { readAccount } from '../../contracts/identity/account.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import { Submit } from '../parts/fields.js';
import { KeyField, noKey } from '../parts/key-field.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { session, useMe } from '../session/session.js';
import { SecondFactorSteps } from './second-factor.js';

/** The second factor as it stands: how many codes are left, and the way to another app or phone. */
export function OwnSecondFactor() {
  const say = useSay();
  const me = useMe();
  return (
    <section className="card" aria-labelledby="factor">
      <h2 id="factor">{say('consolePeople.factor')}</h2>
      {me.secondFactor ? (
        <FactorInForce />
      ) : (
        <>
          <p>{say('consolePeople.factor.body')}</p>
          <SecondFactorSteps />
        </>
      )}
    </section>
  );
}

function FactorInForce() {
  const say = useSay();
  const [isAsking, setAsking] = useState(false);
  const [current, setCurrent] = useState(noKey);
  const { value: left } = useLoaded(async () => (await call(readAccount)).codesLeft);
  const removing = useDoing(async () => {
    await keeper.ask('removeOwnSecondFactor', current);
    await session.refreshMe();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void removing.run();
  };
  return (
    <>
      <Notice tone="good">{say('consolePeople.factor.isOn')}</Notice>
      {left === undefined ? null : (
        <Notice tone={left < 2 ? 'warn' : 'plain'}>
          {say('consolePeople.factor.left', { count: left })}
        </Notice>
      )}
      {isAsking ? (
        <form onSubmit={submit}>
          <p>{say('consolePeople.factor.another.body')}</p>
          <KeyField value={current} change={setCurrent} />
          <FailureNotice failure={removing.failure} />
          <div className="row">
            <Submit busy={removing.busy}>{say('consolePeople.factor.another.do')}</Submit>
            <button type="button" onClick={() => setAsking(false)}>
              {say('console.cancel')}
            </button>
          </div>
        </form>
      ) : (
        <button type="button" onClick={() => setAsking(true)}>
          {say('consolePeople.factor.another')}
        </button>
      )}
    </>
  );
}
