import { useState, type FormEvent } from 'react';
import { beginSecondFactor, confirmSecondFactor } from '../../contracts/identity/second-factor.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import { Field, Submit } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { PaperKey } from '../parts/words.js';
import { useDoing } from '../session/doing.js';
import { session } from '../session/session.js';
import { Papers } from './papers.js';

/** Shown instead of everything else while the house demands a second factor and there is none. */
export function SecondFactorNeeded() {
  const say = useSay();
  return (
    <section className="narrow">
      <h1>{say('consolePeople.factor.needed')}</h1>
      <p>{say('consolePeople.factor.needed.body')}</p>
      <SecondFactorSteps />
    </section>
  );
}

export function SecondFactorSteps() {
  const say = useSay();
  const [secret, setSecret] = useState<{ secret: string; uri: string }>();
  const [typed, setTyped] = useState('');
  const [codes, setCodes] = useState<readonly string[]>();
  const beginning = useDoing(async () => setSecret(await call(beginSecondFactor)));
  const confirming = useDoing(async () =>
    setCodes((await call(confirmSecondFactor, { body: { code: typed } })).codes),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void confirming.run();
  };
  if (codes)
    return (
      <>
        <Notice tone="good">{say('consolePeople.factor.on')}</Notice>
        <Papers>
          <div className="paper">
            <h2>{say('consolePeople.factor.codes')}</h2>
            <p>{say('consolePeople.factor.codes.body')}</p>
            <ul className="codes">
              {codes.map((code) => (
                <li key={code}>
                  <code>{code}</code>
                </li>
              ))}
            </ul>
          </div>
        </Papers>
        <button type="button" className="primary" onClick={() => void session.refreshMe()}>
          {say('console.continue')}
        </button>
      </>
    );
  if (!secret)
    return (
      <>
        <FailureNotice failure={beginning.failure} />
        <button type="button" className="primary" onClick={() => void beginning.run()}>
          {say('consolePeople.factor.begin')}
        </button>
      </>
    );
  return (
    <form onSubmit={submit}>
      <p>{say('consolePeople.factor.enter')}</p>
      <PaperKey text={secret.secret} label={say('consolePeople.factor.secret')} />
      <p>
        <a href={secret.uri}>{say('consolePeople.factor.open')}</a>
      </p>
      <Field
        label={say('consolePeople.factor.digits')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        inputMode="numeric"
        pattern="\d{6}"
        required
      />
      <FailureNotice failure={confirming.failure} />
      <Submit busy={confirming.busy}>{say('consolePeople.factor.confirm')}</Submit>
    </form>
  );
}
