import { useState, type FormEvent } from 'react';
import { readSetUp } from '../../../contracts/identity/set-up.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import type { RenewalPapers } from '../../keeper/own-keys.js';
import { Field, Submit, Tick } from '../../parts/fields.js';
import { KeyField, noKey } from '../../parts/key-field.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';
import { CodePaper, Papers, PassphrasePaper } from '../papers.js';

/** Nothing changes before the papers can be read: they are the only way in afterwards. */
export function MakeKeys({ posted }: { readonly posted: () => Promise<void> }) {
  const [papers, setPapers] = useState<RenewalPapers>();
  const [kept, setKept] = useState(false);
  if (!papers) return <Begin made={setPapers} />;
  if (!kept) return <KeepPapers papers={papers} next={() => setKept(true)} />;
  return <Post passphrase={papers.passphrase} posted={posted} />;
}

const does = ['sessions', 'keys', 'circles'] as const;
const not = ['until', 'read', 'copy', 'factor'] as const;

function Begin({ made }: { readonly made: (papers: RenewalPapers) => void }) {
  const say = useSay();
  const making = useDoing(async () => {
    const { ops, mem } = await call(readSetUp);
    made(await keeper.ask('prepareRenewal', { ops, mem }));
  });
  return (
    <section className="card">
      <h2>{say('consoleOwnKeys.does')}</h2>
      <ul>
        {does.map((each) => (
          <li key={each}>{say(`consoleOwnKeys.does.${each}`)}</li>
        ))}
      </ul>
      <h2>{say('consoleOwnKeys.not')}</h2>
      <ul>
        {not.map((each) => (
          <li key={each}>{say(`consoleOwnKeys.not.${each}`)}</li>
        ))}
      </ul>
      <FailureNotice failure={making.failure} />
      <button type="button" className="primary" aria-busy={making.busy} onClick={() => void making.run()}>
        {say('consoleOwnKeys.begin')}
      </button>
    </section>
  );
}

function KeepPapers({ papers, next }: { readonly papers: RenewalPapers; readonly next: () => void }) {
  const say = useSay();
  const [printed, setPrinted] = useState(false);
  return (
    <section className="card">
      <p className="step">{say('consoleOwnKeys.step', { at: 1 })}</p>
      <h2>{say('consoleOwnKeys.papers.title')}</h2>
      <p>{say('consoleOwnKeys.papers.body')}</p>
      <Papers>
        <PassphrasePaper passphrase={papers.passphrase} />
        <CodePaper code={papers.recoveryCode} />
      </Papers>
      <Tick
        label={say('consoleDoor.papers.kept')}
        checked={printed}
        onChange={(event) => setPrinted(event.target.checked)}
      />
      <button type="button" className="primary" disabled={!printed} onClick={next}>
        {say('console.continue')}
      </button>
    </section>
  );
}

interface PostProps {
  readonly passphrase: string;
  readonly posted: () => Promise<void>;
}

function Post({ passphrase, posted }: PostProps) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [current, setCurrent] = useState(noKey);
  const posting = useDoing(async () => {
    await keeper.ask('postRenewal', current);
    await posted();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void posting.run();
  };
  const isSame = typed.trim().replace(/\s+/g, ' ') === passphrase;
  return (
    <section className="card">
      <p className="step">{say('consoleOwnKeys.step', { at: 2 })}</p>
      <h2>{say('consoleOwnKeys.post.title')}</h2>
      <form onSubmit={submit}>
        <Field
          label={say('consoleOwnKeys.post.new')}
          hint={say('consoleOwnKeys.post.new.hint')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          required
        />
        <KeyField value={current} change={setCurrent} label={say('consoleOwnKeys.post.current')} />
        <FailureNotice failure={posting.failure} />
        <Submit busy={posting.busy} disabled={!isSame}>
          {say('consoleOwnKeys.post')}
        </Submit>
      </form>
    </section>
  );
}
