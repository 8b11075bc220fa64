import { useState, type FormEvent } from 'react';
import { countOnlyRecoverable } from '../../contracts/circles/circles.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import { Submit, Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { RootKeyField } from '../parts/root-key-field.js';
import { Unfold } from '../parts/unfold.js';
import { PaperKey } from '../parts/words.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { Papers } from './papers.js';

interface ReplaceProps {
  readonly replaces: boolean;
  readonly replaced: () => Promise<void>;
}

/** A new recovery key: custodians left, a paper was lost or seen, or there never was one. Five new papers, the root, five names. */
export function ReplaceRecovery({ replaces, replaced }: ReplaceProps) {
  const say = useSay();
  const [done, setDone] = useState(false);
  if (done) return <Notice tone="good">{say('consoleRecovery.replace.done')}</Notice>;
  return (
    <Unfold title={say(replaces ? 'consoleRecovery.replace' : 'consoleRecovery.replace.first')}>
      <Steps
        replaces={replaces}
        done={async () => {
          setDone(true);
          await replaced();
        }}
      />
    </Unfold>
  );
}

const does = ['does.shares', 'does.circles', 'not.copy', 'not.renewed'] as const;

function Steps({ replaces, done }: { readonly replaces: boolean; readonly done: () => Promise<void> }) {
  const say = useSay();
  const [shares, setShares] = useState<readonly string[]>();
  const { value, failure } = useLoaded(async () => (await call(countOnlyRecoverable)).count);
  const making = useDoing(async () => setShares(await keeper.ask('prepareRecovery')));
  if (shares) return <Install shares={shares} done={done} />;
  return (
    <>
      {replaces ? (
        <ul>
          {does.map((each) => (
            <li key={each}>{say(`consoleRecovery.replace.${each}`)}</li>
          ))}
        </ul>
      ) : (
        <p>{say('consoleRecovery.replace.first.body')}</p>
      )}
      <p>{say('consoleRecovery.replace.needs')}</p>
      {value ? <Notice tone="bad">{say('consoleRecovery.replace.lost', { count: value })}</Notice> : null}
      <FailureNotice failure={failure ?? making.failure} />
      <button
        type="button"
        className="primary"
        disabled={value === undefined}
        aria-busy={making.busy}
        onClick={() => void making.run()}
      >
        {say('consoleRecovery.replace.make')}
      </button>
    </>
  );
}

interface InstallProps {
  readonly shares: readonly string[];
  readonly done: () => Promise<void>;
}

function Install({ shares, done }: InstallProps) {
  const say = useSay();
  const [kept, setKept] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [rootKey, setRootKey] = useState('');
  const { value } = useLoaded(() => keeper.ask('listPeople'));
  const people = value?.people.filter(({ kind }) => kind === 'person' || kind === 'administrator') ?? [];
  const installing = useDoing(async () => {
    await keeper.ask('installRecovery', rootKey, chosen);
    await done();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void installing.run();
  };
  const toggle = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <form onSubmit={submit}>
      <p>{say('consoleRecovery.replace.papers')}</p>
      <Papers>
        {shares.map((share, index) => (
          <div className="paper" key={share}>
            <h3>{say('consoleDoor.paper.share', { at: index + 1 })}</h3>
            <p>{say('consoleDoor.paper.share.body')}</p>
            <PaperKey text={share} label={say('consoleDoor.paper.share', { at: index + 1 })} />
          </div>
        ))}
      </Papers>
      <fieldset>
        <legend>{say('consoleRecovery.custodians.name')}</legend>
        <p className="hint">{say('consoleRecovery.custodians.body')}</p>
        {people.map(({ id, dutyName }) => (
          <Tick key={id} label={dutyName} checked={chosen.includes(id)} onChange={() => toggle(id)} />
        ))}
      </fieldset>
      <p className="hint" role="status">
        {say('consoleRecovery.custodians.chosen', { count: chosen.length })}
      </p>
      <Tick
        label={say('consoleRecovery.replace.handed')}
        checked={kept}
        onChange={(event) => setKept(event.target.checked)}
      />
      <RootKeyField value={rootKey} change={setRootKey} />
      <FailureNotice failure={installing.failure} />
      <Submit busy={installing.busy} disabled={!kept || chosen.length !== shares.length || rootKey === ''}>
        {say('consoleRecovery.replace.do')}
      </Submit>
    </form>
  );
}
