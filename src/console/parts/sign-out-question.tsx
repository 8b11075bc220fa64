import { useEffect } from 'react';
import { useSay } from '../i18n/language.js';
import type { Unsent } from '../keeper/unsent.js';
import { leaving, useLost } from '../session/leaving.js';
import { lockEverywhere } from '../session/tabs.js';
import { Dialog } from './dialog.js';

/** Asked only when something would be lost: what, and the way that keeps it. */
export function SignOutQuestion() {
  const lost = useLost();
  return lost ? <Question lost={lost} /> : null;
}

function Question({ lost: { drafts, orders } }: { readonly lost: Unsent }) {
  const say = useSay();
  // Hidden or gone: nobody is being asked any more.
  useEffect(() => leaving.stay, []);
  const lock = (): void => {
    leaving.stay();
    lockEverywhere();
  };
  return (
    <Dialog title={say('console.signOut.title')} close={leaving.stay}>
      <p>{say('console.signOut.body')}</p>
      <ul>
        {drafts > 0 ? <li>{say('console.signOut.drafts', { count: drafts })}</li> : null}
        {orders > 0 ? <li>{say('console.signOut.orders', { count: orders })}</li> : null}
      </ul>
      <div className="row">
        <button type="button" className="primary" onClick={lock}>
          {say('console.signOut.lock')}
        </button>
        <button type="button" className="danger" onClick={() => void leaving.signOut()}>
          {say('console.signOut.erase')}
        </button>
        <button type="button" onClick={leaving.stay}>
          {say('console.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
