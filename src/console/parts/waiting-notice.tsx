import { useSay } from '../i18n/language.js';
import { useSending, useWaiting, waiting } from '../session/waiting.js';
import { FailureNotice, Notice } from './notice.js';

const pages = { assessment: '/assess', plan: '/plan', date: '', trigger: '' } as const;

/** Says that something signed is still here, and that it sends itself; or why the server did not take it. */
export function WaitingNotice() {
  const say = useSay();
  useSending();
  const orders = useWaiting();
  return orders.map((order) =>
    order.refused ? (
      <div key={order.id}>
        <FailureNotice failure={order.refused} />
        <div className="row">
          <a href={`#/cases/${order.circle}${pages[order.what]}`}>{say('assess.waiting.open')}</a>
          <button type="button" className="quiet" onClick={() => void waiting.drop(order)}>
            {say('assess.waiting.read')}
          </button>
        </div>
      </div>
    ) : (
      <Notice key={order.id} tone="warn">
        {say(`assess.waiting.${order.what}`)}{' '}
        <button type="button" className="plain" onClick={() => void waiting.tryAgain()}>
          {say('assess.waiting.now')}
        </button>
      </Notice>
    ),
  );
}
