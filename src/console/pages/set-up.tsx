import { useState, type FormEvent } from 'react';
import { useLanguage, useSay } from '../i18n/language.js';
import type { FoundingPapers } from '../keeper/found.js';
import { Field, Submit, Tick } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { PaperKey, Words } from '../parts/words.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { session } from '../session/session.js';
import { CodePaper, Papers, PassphrasePaper } from './papers.js';

interface Names {
  readonly token: string;
  readonly organisation: string;
  readonly dutyName: string;
}

/** First run: three steps. Names; papers with every key that exists once; the passphrase typed back, then it is founded. */
export function SetUp({ cost }: { readonly cost: { readonly ops: number; readonly mem: number } }) {
  const [names, setNames] = useState<Names>({ token: '', organisation: '', dutyName: '' });
  const [papers, setPapers] = useState<FoundingPapers>();
  const [printed, setPrinted] = useState(false);
  const making = useDoing(async () => setPapers(await keeper.ask('prepareFounding', cost)));
  if (!papers)
    return <NamesStep names={names} change={setNames} next={() => void making.run()} making={making} />;
  if (!printed) return <PapersStep papers={papers} next={() => setPrinted(true)} />;
  return (
    <LastStep names={names} passphrase={papers.passphrase} back={() => setPrinted(false)} change={setNames} />
  );
}

interface NamesStepProps {
  readonly names: Names;
  readonly change: (names: Names) => void;
  readonly next: () => void;
  readonly making: Pick<ReturnType<typeof useDoing>, 'busy' | 'failure'>;
}

function NamesStep({ names, change, next, making }: NamesStepProps) {
  const say = useSay();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    next();
  };
  return (
    <form onSubmit={submit}>
      <p className="step">{say('consoleDoor.step', { at: 1, of: 3 })}</p>
      <h1>{say('consoleDoor.setUp')}</h1>
      <p>{say('consoleDoor.setUp.body')}</p>
      <Field
        label={say('consoleDoor.organisation')}
        value={names.organisation}
        onChange={(event) => change({ ...names, organisation: event.target.value })}
        maxLength={120}
        required
      />
      <Field
        label={say('consoleDoor.adminName')}
        hint={say('consoleDoor.adminName.hint')}
        value={names.dutyName}
        onChange={(event) => change({ ...names, dutyName: event.target.value })}
        maxLength={64}
        required
      />
      <Field
        label={say('consoleDoor.token')}
        hint={say('consoleDoor.token.hint')}
        value={names.token}
        onChange={(event) => change({ ...names, token: event.target.value })}
        required
      />
      <FailureNotice failure={making.failure} />
      <Submit busy={making.busy}>{say('consoleDoor.makeKeys')}</Submit>
    </form>
  );
}

function PapersStep({ papers, next }: { readonly papers: FoundingPapers; readonly next: () => void }) {
  const say = useSay();
  const [kept, setKept] = useState(false);
  return (
    <>
      <p className="step">{say('consoleDoor.step', { at: 2, of: 3 })}</p>
      <h1>{say('consoleDoor.papers')}</h1>
      <p>{say('consoleDoor.papers.body')}</p>
      <Papers>
        <div className="paper">
          <h2>{say('consoleDoor.paper.root')}</h2>
          <p>{say('consoleDoor.paper.root.body')}</p>
          <PaperKey text={papers.rootKey} label={say('consoleDoor.paper.root')} />
          <h3>{say('consoleDoor.rootWords')}</h3>
          <Words words={papers.rootWords} label={say('consoleDoor.rootWords')} />
        </div>
        <PassphrasePaper passphrase={papers.passphrase} />
        <CodePaper code={papers.recoveryCode} />
        {papers.shares.map((share, index) => (
          <div className="paper" key={share}>
            <h2>{say('consoleDoor.paper.share', { at: index + 1 })}</h2>
            <p>{say('consoleDoor.paper.share.body')}</p>
            <PaperKey text={share} label={say('consoleDoor.paper.share', { at: index + 1 })} />
          </div>
        ))}
      </Papers>
      <Tick
        label={say('consoleDoor.papers.kept')}
        checked={kept}
        onChange={(event) => setKept(event.target.checked)}
      />
      <button type="button" className="primary" disabled={!kept} onClick={next}>
        {say('console.continue')}
      </button>
    </>
  );
}

interface LastStepProps {
  readonly names: Names;
  readonly passphrase: string;
  readonly back: () => void;
  readonly change: (names: Names) => void;
}

function LastStep({ names, passphrase, back, change }: LastStepProps) {
  const say = useSay();
  const { language } = useLanguage();
  const [typed, setTyped] = useState('');
  const founding = useDoing(async () => {
    const order = { ...names, token: names.token.trim(), dutyName: names.dutyName.trim(), language };
    await keeper.ask('finishFounding', order);
    await session.start();
  });
  const isSame = typed.trim().replace(/\s+/g, ' ') === passphrase;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void founding.run();
  };
  return (
    <form onSubmit={submit}>
      <p className="step">{say('consoleDoor.step', { at: 3, of: 3 })}</p>
      <h1>{say('consoleDoor.typeBack')}</h1>
      <p>{say('consoleDoor.typeBack.body')}</p>
      <Field
        label={say('consoleDoor.passphrase')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoFocus
        required
      />
      {founding.failure?.code === 'set-up-token-refused' ? (
        <Field
          label={say('consoleDoor.token')}
          value={names.token}
          onChange={(event) => change({ ...names, token: event.target.value })}
        />
      ) : null}
      <FailureNotice failure={founding.failure} />
      <div className="row">
        <Submit busy={founding.busy} disabled={!isSame}>
          {say('consoleDoor.found')}
        </Submit>
        <button type="button" onClick={back}>
          {say('consoleDoor.backToPapers')}
        </button>
      </div>
    </form>
  );
}
