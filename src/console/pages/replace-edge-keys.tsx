import { useState } from 'react';
import { useSay } from '../i18n/language.js';
import { Dialog } from '../parts/dialog.js';
import { Tick } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';

interface ReplaceProps {
  /** The old key is out already: an earlier attempt was interrupted, or somebody revoked it by hand. */
  readonly isRevoked: boolean;
  readonly replaced: () => Promise<void>;
}

/** New keys for the bot, after a question that says what happens to what waits. */
export function ReplaceEdgeKeys({ isRevoked, replaced }: ReplaceProps) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="danger" onClick={() => setAsking(true)}>
        {say(isRevoked ? 'consoleHotline.replace.make' : 'consoleHotline.replace')}
      </button>
      {asking ? <Question close={() => setAsking(false)} replaced={replaced} /> : null}
    </>
  );
}

const happens = ['contacts', 'replies', 'answers', 'sign'] as const;

function Question({
  close,
  replaced,
}: {
  readonly close: () => void;
  readonly replaced: () => Promise<void>;
}) {
  const say = useSay();
  const [sure, setSure] = useState(false);
  const replacing = useDoing(async () => {
    await keeper.ask('replaceKeysOfEdge').finally(replaced);
    close();
  });
  return (
    <Dialog title={say('consoleHotline.replace.title')} close={close}>
      <p>{say('consoleHotline.replace.when')}</p>
      <ul>
        {happens.map((each) => (
          <li key={each}>{say(`consoleHotline.replace.${each}`)}</li>
        ))}
      </ul>
      <Tick
        label={say('consoleHotline.replace.sure')}
        checked={sure}
        onChange={(event) => setSure(event.target.checked)}
      />
      <FailureNotice failure={replacing.failure} />
      <div className="row">
        <button
          type="button"
          className="danger"
          disabled={!sure || replacing.busy}
          aria-busy={replacing.busy}
          onClick={() => void replacing.run()}
        >
          {say('consoleHotline.replace.do')}
        </button>
        <button type="button" onClick={close}>
          {say('console.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
