import { useState, type FormEvent } from 'react';
import { readSetUp } from '../../contracts/identity/set-up.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import type { Way } from '../keeper/own-account.js';
import { Submit } from '../parts/fields.js';
import { KeyField, noKey } from '../parts/key-field.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { CodePaper, Papers, PassphrasePaper } from './papers.js';

interface Made {
  readonly way: Way;
  readonly text: string;
}

/** A new passphrase or a new printed code: on paper first, in force afterwards. */
export function ChangeWay() {
  const say = useSay();
  const [made, setMade] = useState<Made>();
  const [isDone, setDone] = useState(false);
  const making = useDoing(async (way: Way) => {
    const { ops, mem } = await call(readSetUp);
    setDone(false);
    setMade({ way, text: await keeper.ask('prepareWay', way, { ops, mem }) });
  });
  const finish = (): void => {
    setMade(undefined);
    setDone(true);
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
      {isDone ? <Notice tone="good">{say('consolePeople.ways.changed')}</Notice> : null}
      <FailureNotice failure={making.failure} />
      {made ? (
        <PutInForce made={made} done={finish} cancel={() => setMade(undefined)} />
      ) : (
        <div className="row">
          <button type="button" aria-busy={making.busy} onClick={() => void making.run('passphrase')}>
            {say('consolePeople.ways.passphrase')}
          </button>
          <button type="button" onClick={() => void making.run('code')}>
            {say('consolePeople.ways.code')}
          </button>
        </div>
      )}
    </section>
  );
}

interface PutProps {
  readonly made: Made;
  readonly done: () => void;
  readonly cancel: () => void;
}

function PutInForce({ made, done, cancel }: PutProps) {
  const say = useSay();
  const [current, setCurrent] = useState(noKey);
  const putting = useDoing(async () => {
    await keeper.ask('putWayInForce', current);
    done();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void putting.run();
  };
  return (
    <>
      <Notice tone="warn">{say('consolePeople.ways.notYet')}</Notice>
      <Papers>
        {made.way === 'code' ? <CodePaper code={made.text} /> : <PassphrasePaper passphrase={made.text} />}
      </Papers>
      <form onSubmit={submit}>
        <KeyField value={current} change={setCurrent} label={say('consolePeople.ways.current')} />
        <FailureNotice failure={putting.failure} />
        <div className="row">
          <Submit busy={putting.busy}>{say('consolePeople.ways.kept')}</Submit>
          <button type="button" onClick={cancel}>
            {say('console.cancel')}
          </button>
        </div>
      </form>
    </>
  );
}
