import { useState, type FormEvent } from 'react';
import { useMoment, useSay } from '../i18n/language.js';
import type { CeremonyView, Recoverable, RecoveryView } from '../keeper/recovery.js';
import { Field, Submit, Tick } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { Words } from '../parts/words.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { Recovered } from './recovered.js';

interface CeremonyProps {
  readonly view: RecoveryView;
  readonly ceremony: CeremonyView;
  readonly changed: () => Promise<void>;
}

/** The ceremony that is open: for its leader, for custodians, and for everybody else to see. */
export function OpenCeremony({ view, ceremony, changed }: CeremonyProps) {
  const say = useSay();
  const moment = useMoment();
  const { openedBy, openedAt, contributed, iLead } = ceremony;
  return (
    <section className="card" aria-labelledby="ceremony">
      <h2 id="ceremony">{say('consoleRecovery.open')}</h2>
      <p>{say('consoleRecovery.open.by', { name: openedBy, at: moment(openedAt) })}</p>
      <p role="status">
        {say('consoleRecovery.brought', {
          count: contributed.length,
          needed: view.needed,
          names: contributed.join(', '),
        })}
      </p>
      {iLead && view.holdsKey ? (
        <>
          <p>{say('consoleRecovery.words.lead')}</p>
          <Words words={ceremony.words} label={say('consoleRecovery.words')} />
        </>
      ) : null}
      {view.mine === 'none' ? null : <BringShare view={view} ceremony={ceremony} changed={changed} />}
      {iLead ? <Lead view={view} ceremony={ceremony} changed={changed} /> : null}
    </section>
  );
}

function BringShare({ view, ceremony, changed }: CeremonyProps) {
  const say = useSay();
  const [paper, setPaper] = useState('');
  const [same, setSame] = useState(ceremony.iLead);
  const isKept = view.mine === 'sealed';
  const bringing = useDoing(async () => {
    await keeper.ask('bringShare', ceremony.id, ceremony.words, isKept ? null : paper);
    setPaper('');
    await changed();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void bringing.run();
  };
  if (ceremony.iContributed) return <Notice tone="good">{say('consoleRecovery.share.brought')}</Notice>;
  return (
    <form onSubmit={submit}>
      {ceremony.iLead ? null : (
        <>
          <p>{say('consoleRecovery.words.custodian', { name: ceremony.openedBy })}</p>
          <Words words={ceremony.words} label={say('consoleRecovery.words')} />
          <Tick
            label={say('consoleRecovery.words.same', { name: ceremony.openedBy })}
            checked={same}
            onChange={(event) => setSame(event.target.checked)}
          />
        </>
      )}
      {isKept ? (
        <p className="hint">{say('consoleRecovery.share.kept')}</p>
      ) : (
        <Field
          label={say('consoleRecovery.share')}
          hint={say('consoleRecovery.share.hint')}
          value={paper}
          onChange={(event) => setPaper(event.target.value)}
          required
        />
      )}
      <FailureNotice failure={bringing.failure} />
      <Submit busy={bringing.busy} disabled={!same}>
        {say('consoleRecovery.share.bring')}
      </Submit>
    </form>
  );
}

/** In the leader's browser alone: the shares are combined, what they open is given to somebody, and it ends. */
function Lead({ view, ceremony, changed }: CeremonyProps) {
  const say = useSay();
  const [found, setFound] = useState<readonly Recoverable[]>();
  const combining = useDoing(async () => setFound(await keeper.ask('combineShares', ceremony.id)));
  const ending = useDoing(async () => {
    await keeper.ask('endCeremony', ceremony.id, found ? 'recovered' : 'given-up');
    await changed();
  });
  const isReady = view.holdsKey && ceremony.contributed.length >= view.needed;
  return (
    <>
      {view.holdsKey ? null : <Notice tone="warn">{say('consoleRecovery.combine.keyLost')}</Notice>}
      {found ? <Recovered found={found} /> : null}
      <FailureNotice failure={combining.failure ?? ending.failure} />
      <div className="row">
        {isReady && !found ? (
          <button
            type="button"
            className="primary"
            aria-busy={combining.busy}
            onClick={() => void combining.run()}
          >
            {say('consoleRecovery.combine')}
          </button>
        ) : null}
        <button type="button" aria-busy={ending.busy} onClick={() => void ending.run()}>
          {say(found ? 'consoleRecovery.end' : 'consoleRecovery.giveUp')}
        </button>
      </div>
    </>
  );
}
