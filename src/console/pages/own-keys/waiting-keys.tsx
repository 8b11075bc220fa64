import { useState, type FormEvent } from 'react';
import { useSay } from '../../i18n/language.js';
import type { OwnKeys } from '../../keeper/own-keys.js';
import { Field, Submit } from '../../parts/fields.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { Words } from '../../parts/words.js';
import { useDoing } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';

interface WaitingProps {
  readonly keys: OwnKeys;
  readonly changed: () => Promise<void>;
  readonly anew: () => void;
}

/** Keys that wait for an administrator: their words, which only whoever has the new passphrase can show again. */
export function WaitingKeys({ keys, changed, anew }: WaitingProps) {
  const say = useSay();
  return (
    <section className="card" aria-labelledby="waiting-keys">
      <p className="step">{say('consoleOwnKeys.step', { at: 3 })}</p>
      <h2 id="waiting-keys">{say('consoleOwnKeys.wait.title')}</h2>
      {keys.waiting === 'known' ? (
        <>
          <Notice tone="warn">{say('consoleOwnKeys.wait.body')}</Notice>
          <Words words={keys.words} label={say('consoleOwnKeys.wait.words')} />
        </>
      ) : (
        <Unlock unlocked={changed} />
      )}
      <p className="hint">{say('consoleOwnKeys.wait.again')}</p>
      <button type="button" onClick={anew}>
        {say('consoleOwnKeys.wait.anew')}
      </button>
    </section>
  );
}

function Unlock({ unlocked }: { readonly unlocked: () => Promise<void> }) {
  const say = useSay();
  const [passphrase, setPassphrase] = useState('');
  const unlocking = useDoing(async () => {
    await keeper.ask('unlockRenewal', passphrase);
    await unlocked();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void unlocking.run();
  };
  return (
    <form onSubmit={submit}>
      <p>{say('consoleOwnKeys.wait.unknown')}</p>
      <Field
        label={say('consoleOwnKeys.post.new')}
        type="password"
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
        required
      />
      <FailureNotice failure={unlocking.failure} />
      <Submit busy={unlocking.busy}>{say('consoleOwnKeys.wait.unlock')}</Submit>
    </form>
  );
}
