import { lazy, Suspense, useState } from 'react';
import { useSay, type Say } from '../i18n/language.js';
import type { Order } from '../keeper/order.js';
import { useDoing } from '../session/doing.js';
import { useSending, useWaiting, waiting } from '../session/waiting.js';
import { nameOfCircle } from './circle-name.js';
import { Notice, sentenceFor } from './notice.js';

/** Brings the forms of everything that is sealed. */
const OrderDialog = lazy(() => import('./order-dialog.js'));

/** Where what was typed still is, as long as nothing of it arrived. */
const pages: Partial<Record<Order['what'], string>> = { assessment: '/assess', plan: '/plan' };

/** Says that something signed is still here, and that it sends itself; or why the server did not take it. */
export function WaitingNotice() {
  useSending();
  return useWaiting().map((order) =>
    order.refused ? (
      <Refused key={order.id} order={order} failure={order.refused} />
    ) : (
      <Waits key={order.id} order={order} />
    ),
  );
}

function Waits({ order }: { readonly order: Order }) {
  const say = useSay();
  const trying = useDoing(() => waiting.tryAgain());
  return (
    <Notice tone="warn">
      <Whose order={order} /> · {say(`assess.waiting.${order.what}`)} {whyIn(order, say)}{' '}
      <button type="button" className="plain" aria-busy={trying.busy} onClick={() => void trying.run()}>
        {say('assess.waiting.now')}
      </button>
    </Notice>
  );
}

/** Which case it belongs to: there may be several, and each of them elsewhere. */
function Whose({ order: { circle, of } }: { readonly order: Order }) {
  const say = useSay();
  return <a href={`#/cases/${circle}`}>{of ? nameOfCircle(of, say) : say('assess.waiting.case')}</a>;
}

function whyIn({ delay }: Order, say: Say): string {
  if (!delay) return '';
  return say(delay.kind === 'unreachable' ? 'assess.waiting.unheard' : 'assess.waiting.putOff');
}

interface RefusedProps {
  readonly order: Order;
  readonly failure: NonNullable<Order['refused']>;
}

function Refused({ order, failure }: RefusedProps) {
  const say = useSay();
  const [isShown, setShown] = useState(false);
  const trying = useDoing(() => waiting.tryRefused(order));
  const page = pages[order.what];
  return (
    <Notice tone="bad">
      <p>
        <Whose order={order} /> · {say(`assess.refused.${order.what}`)}
      </p>
      <p>{sentenceFor(failure, say)}</p>
      <div className="row">
        <button type="button" aria-busy={trying.busy} onClick={() => void trying.run()}>
          {say('assess.refused.again')}
        </button>
        {page === undefined ? null : (
          <a href={`#/cases/${order.circle}${page}`}>{say('assess.waiting.open')}</a>
        )}
        <button type="button" className="quiet" onClick={() => setShown(true)}>
          {say('assess.refused.show')}
        </button>
      </div>
      {isShown ? (
        <Suspense>
          <OrderDialog order={order} close={() => setShown(false)} />
        </Suspense>
      ) : null}
    </Notice>
  );
}
