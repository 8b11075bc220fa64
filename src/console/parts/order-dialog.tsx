import { useState, type FormEvent } from 'react';
import { useDay, useMoment, useSay } from '../i18n/language.js';
import type { Order } from '../keeper/order.js';
import { nameOfCircle } from './circle-name.js';
import { useDoing } from '../session/doing.js';
import { waiting } from '../session/waiting.js';
import { Dialog } from './dialog.js';
import { Tick } from './fields.js';
import { FailureNotice } from './notice.js';
import { orderWords } from './order-words.js';

interface OrderDialogProps {
  readonly order: Order;
  readonly close: () => void;
}

/** What did not arrive, in words, so that it can be written elsewhere; only after that it may be thrown away. */
export default function OrderDialog({ order, close }: OrderDialogProps) {
  const say = useSay();
  const [moment, day] = [useMoment(), useDay()];
  const [isSure, setSure] = useState(false);
  const dropping = useDoing(async () => {
    await waiting.drop(order);
    close();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isSure) void dropping.run();
  };
  return (
    <Dialog
      title={[say('assess.order.title'), order.of && nameOfCircle(order.of, say)].filter(Boolean).join(': ')}
      close={close}
    >
      <p className="hint">{say('assess.order.made', { at: moment(order.madeAt) })}</p>
      <ul className="list">
        {orderWords(order, { say, moment, day }).map((words, at) => (
          <li key={at} className="text">
            {words}
          </li>
        ))}
      </ul>
      <form onSubmit={submit}>
        <Tick
          label={say('assess.order.sure')}
          checked={isSure}
          onChange={({ target }) => setSure(target.checked)}
        />
        <FailureNotice failure={dropping.failure} />
        <div className="row">
          <button type="submit" className="danger" disabled={!isSure}>
            {say('assess.order.drop')}
          </button>
          <button type="button" onClick={close}>
            {say('assess.order.keep')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
