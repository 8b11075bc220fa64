import { useState } from 'react';
import { useSay } from '../../i18n/language.js';
import { Dialog } from '../../parts/dialog.js';

/** Forgets what was typed: asked once more, because nothing brings it back. */
export function BeginAnew({ restart }: { readonly restart: () => void }) {
  const say = useSay();
  const [isAsked, setAsked] = useState(false);
  const begin = (): void => {
    setAsked(false);
    restart();
  };
  return (
    <>
      <button type="button" className="plain" onClick={() => setAsked(true)}>
        {say('assess.restart')}
      </button>
      {isAsked ? (
        <Dialog title={say('assess.restart.title')} close={() => setAsked(false)}>
          <p>{say('assess.restart.body')}</p>
          <div className="row">
            <button type="button" className="danger" onClick={begin}>
              {say('assess.restart')}
            </button>
            <button type="button" onClick={() => setAsked(false)}>
              {say('console.cancel')}
            </button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
