import { useEffect, useState, type FormEvent } from 'react';
import { useLanguage, useSay } from '../i18n/language.js';
import { readJoinLink } from '../session/join-link.js';
import type { Invited } from '../keeper/join.js';
import { Field, Submit, Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { Words } from '../parts/words.js';
import { deviceWord } from '../session/device.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { session } from '../session/session.js';
import { CodePaper, Papers, PassphrasePaper } from './papers.js';
import { WaitForAdministrator } from './waiting.js';

interface Accepted {
  readonly words: readonly string[];
  readonly recoveryCode: string;
}

/** From the one-time link to waiting: look, keep the passphrase, accept, keep the code, read six words out. */
export function Join() {
  const { choose } = useLanguage();
  const [link] = useState(() => readJoinLink(location.hash));
  const [invited, setInvited] = useState<Invited>();
  const [accepted, setAccepted] = useState<Accepted>();
  const [kept, setKept] = useState(false);
  const looking = useDoing(async () => {
    if (!link) return;
    const found = await keeper.ask('lookAt', link);
    void choose(found.language);
    setInvited(found);
  });
  const { run } = looking;
  useEffect(() => void run(), [run]);
  if (!link) return <BadLink />;
  if (!invited) return <Looking looking={looking} />;
  if (!accepted) return <Accept invited={invited} done={setAccepted} />;
  if (!kept) return <KeepCode code={accepted.recoveryCode} next={() => setKept(true)} />;
  return <WaitForAdministrator words={accepted.words} />;
}

function BadLink() {
  const say = useSay();
  return (
    <>
      <h1>{say('consoleDoor.join')}</h1>
      <Notice tone="bad">{say('consoleDoor.join.badLink')}</Notice>
      <button type="button" onClick={() => session.leaveDoor()}>
        {say('consoleDoor.toSignIn')}
      </button>
    </>
  );
}

function Looking({ looking }: { readonly looking: Pick<ReturnType<typeof useDoing>, 'failure'> }) {
  const say = useSay();
  return (
    <>
      <h1>{say('consoleDoor.join')}</h1>
      {looking.failure ? (
        <>
          <FailureNotice failure={looking.failure} />
          <button type="button" onClick={() => session.leaveDoor()}>
            {say('consoleDoor.toSignIn')}
          </button>
        </>
      ) : (
        <p aria-busy="true">{say('consoleDoor.starting')}</p>
      )}
    </>
  );
}

function Accept({
  invited,
  done,
}: {
  readonly invited: Invited;
  readonly done: (accepted: Accepted) => void;
}) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const accepting = useDoing(async () => done(await keeper.ask('accept', deviceWord())));
  const isSame = typed.trim().replace(/\s+/g, ' ') === invited.passphrase;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void accepting.run();
  };
  return (
    <form onSubmit={submit}>
      <h1>{say('consoleDoor.join.welcome', { name: invited.dutyName })}</h1>
      <p>{say('consoleDoor.join.body', { organisation: invited.organisation })}</p>
      <details>
        <summary>{say('consoleDoor.rootWords')}</summary>
        <p>{say('consoleDoor.join.rootWords')}</p>
        <Words words={invited.rootWords} label={say('consoleDoor.rootWords')} />
      </details>
      <PassphrasePaper passphrase={invited.passphrase} />
      <Field
        label={say('consoleDoor.typeBack')}
        hint={say('consoleDoor.typeBack.hint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        required
      />
      <FailureNotice failure={accepting.failure} />
      <Submit busy={accepting.busy} disabled={!isSame}>
        {say('consoleDoor.join.accept')}
      </Submit>
    </form>
  );
}

function KeepCode({ code, next }: { readonly code: string; readonly next: () => void }) {
  const say = useSay();
  const [kept, setKept] = useState(false);
  return (
    <>
      <h1>{say('consoleDoor.keepCode')}</h1>
      <Papers>
        <CodePaper code={code} />
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
