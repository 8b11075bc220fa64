import { useState } from 'react';
import { useSay } from '../i18n/language.js';
import { Tick } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { Words } from '../parts/words.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { session } from '../session/session.js';

/** A browser that has no memory of the organisation: its owner compares the root's words with her own paper. */
export function CompareRoot({ words }: { readonly words: readonly string[] }) {
  const say = useSay();
  const [same, setSame] = useState(false);
  const going = useDoing(async () => session.opened(await keeper.ask('confirmRoot')));
  return (
    <>
      <h1>{say('consoleDoor.compare')}</h1>
      <p>{say('consoleDoor.compare.body')}</p>
      <Words words={words} label={say('consoleDoor.rootWords')} />
      <Tick
        label={say('consoleDoor.compare.same')}
        checked={same}
        onChange={(event) => setSame(event.target.checked)}
      />
      <FailureNotice failure={going.failure} />
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={!same || going.busy}
          onClick={() => void going.run()}
        >
          {say('console.continue')}
        </button>
        <button type="button" onClick={() => void session.signOut()}>
          {say('consoleDoor.compare.differ')}
        </button>
      </div>
    </>
  );
}
