import { useState, type FormEvent } from 'react';
import { endSession, listSessions } from '../../contracts/identity/session.js';
import { readSetUp } from '../../contracts/identity/set-up.js';
import { call } from '../api/call.js';
import { useMoment, useSay } from '../i18n/language.js';
import { Field, Submit } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { Words } from '../parts/words.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';
import { MyPhone } from './duty/my-phone.js';
import { CodePaper, Papers, PassphrasePaper } from './papers.js';
import { SecondFactorSteps } from './second-factor.js';

/** My words, my devices, and how I get in. */
export function AccountPage() {
  const say = useSay();
  const me = useMe();
  const { value: words } = useLoaded(() => keeper.ask('myWords'));
  return (
    <>
      <h1>{say('console.place.account')}</h1>
      <div className="cards">
        <section className="card" aria-labelledby="my-words">
          <h2 id="my-words">{say('consolePeople.myWords')}</h2>
          <p>{say('consolePeople.myWords.body')}</p>
          {words ? <Words words={words} label={say('consolePeople.myWords')} /> : null}
        </section>
        <MyPhone />
        <Sessions />
        <ChangeWay />
        <section className="card" aria-labelledby="factor">
          <h2 id="factor">{say('consolePeople.factor')}</h2>
          {me.secondFactor ? (
            <Notice tone="good">{say('consolePeople.factor.isOn')}</Notice>
          ) : (
            <>
              <p>{say('consolePeople.factor.body')}</p>
              <SecondFactorSteps />
            </>
          )}
        </section>
      </div>
    </>
  );
}

function Sessions() {
  const say = useSay();
  const moment = useMoment();
  const { value, failure, reload } = useLoaded(async () => (await call(listSessions)).items);
  const ending = useDoing(async (id: string) => {
    await call(endSession, { params: { id } });
    await reload();
  });
  return (
    <section className="card" aria-labelledby="sessions">
      <h2 id="sessions">{say('consolePeople.sessions')}</h2>
      <p>{say('consolePeople.sessions.body')}</p>
      <FailureNotice failure={failure ?? ending.failure} />
      <ul className="list">
        {value?.map(({ id, device, seenAt, current }) => (
          <li key={id} className="row between">
            <span>
              <strong>{device}</strong>
              <br />
              <span className="hint">
                {current
                  ? say('consolePeople.sessions.here')
                  : say('consolePeople.sessions.seen', { at: moment(seenAt) })}
              </span>
            </span>
            {current ? null : (
              <button type="button" onClick={() => void ending.run(id)}>
                {say('consolePeople.sessions.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Made = { readonly what: 'passphrase' | 'code'; readonly text: string };

/** A new passphrase or a new printed code, each after the passphrase was typed once more. */
function ChangeWay() {
  const say = useSay();
  const [what, setWhat] = useState<Made['what']>();
  const [current, setCurrent] = useState('');
  const [made, setMade] = useState<Made>();
  const changing = useDoing(async (wanted: Made['what']) => {
    const { ops, mem } = await call(readSetUp);
    const text =
      wanted === 'code'
        ? await keeper.ask('changeCode', current)
        : await keeper.ask('changePassphrase', current, { ops, mem });
    setMade({ what: wanted, text });
    setWhat(undefined);
    setCurrent('');
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (what) void changing.run(what);
  };
  return (
    <section className="card" aria-labelledby="ways">
      <h2 id="ways">{say('consolePeople.ways')}</h2>
      <p>
        <a href="#/own-keys">{say('consoleOwnKeys.link')}</a>
        <br />
        <span className="hint">{say('consoleOwnKeys.link.body')}</span>
      </p>
      <p>{say('consolePeople.ways.body')}</p>
      {made ? <MadePaper made={made} done={() => setMade(undefined)} /> : null}
      {what ? (
        <form onSubmit={submit}>
          <Field
            label={say('consolePeople.ways.current')}
            type="password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
            autoComplete="current-password"
            autoFocus
            required
          />
          <FailureNotice failure={changing.failure} />
          <div className="row">
            <Submit busy={changing.busy}>{say(`consolePeople.ways.${what}`)}</Submit>
            <button type="button" onClick={() => setWhat(undefined)}>
              {say('console.cancel')}
            </button>
          </div>
        </form>
      ) : (
        <div className="row">
          <button type="button" onClick={() => setWhat('passphrase')}>
            {say('consolePeople.ways.passphrase')}
          </button>
          <button type="button" onClick={() => setWhat('code')}>
            {say('consolePeople.ways.code')}
          </button>
        </div>
      )}
    </section>
  );
}

function MadePaper({ made, done }: { readonly made: Made; readonly done: () => void }) {
  const say = useSay();
  return (
    <>
      <Notice tone="good">{say('consolePeople.ways.changed')}</Notice>
      <Papers>
        {made.what === 'code' ? <CodePaper code={made.text} /> : <PassphrasePaper passphrase={made.text} />}
      </Papers>
      <button type="button" className="primary" onClick={done}>
        {say('consolePeople.ways.kept')}
      </button>
    </>
  );
}
