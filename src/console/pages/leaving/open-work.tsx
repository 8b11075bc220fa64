import { useState } from 'react';
import { handOverWork } from '../../../contracts/identity/open-work.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { HandOverAll } from './hand-over-all.js';
import { otherwise, useWorkNames, type Names, type Work } from './work-names.js';

interface OpenWorkProps {
  readonly id: string;
  readonly items: readonly Work[];
  readonly names: Names;
  readonly lookAgain: () => Promise<void>;
}

/** What somebody holds: each piece by its name, who could take it, and what becomes of it when nobody does. */
export function OpenWork({ id, items, names, lookAgain }: OpenWorkProps) {
  const say = useSay();
  const nameOf = useWorkNames(items);
  const given = items.filter(isGiven);
  const inOrder = [...given, ...items.filter((item) => !isGiven(item))];
  return (
    <section className="card" aria-labelledby="work">
      <div className="row between">
        <h2 id="work">{say('consoleLeaving.work')}</h2>
        <button type="button" className="quiet" onClick={() => void lookAgain()}>
          {say('console.refresh')}
        </button>
      </div>
      {items.length === 0 ? (
        <p className="empty">{say('consoleLeaving.work.none')}</p>
      ) : (
        <p className="hint">{say('consoleLeaving.work.body')}</p>
      )}
      <HandOverAll id={id} items={given} names={names} done={lookAgain} />
      <ul className="list">
        {inOrder.map((item) => (
          <li key={`${item.kind} ${item.id}`}>
            <strong>{nameOf(item)}</strong>
            <p className="hint">
              {item.alone && item.way === 'members'
                ? say('consoleLeaving.alone')
                : otherwise(item, names, say)}
            </p>
            {item.askedOf ? <p>{say('consoleLeaving.asked', { name: names[item.askedOf] ?? '' })}</p> : null}
            {isGiven(item) ? (
              <HandOverOne id={id} item={item} name={nameOf(item)} names={names} done={lookAgain} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

const isGiven = ({ way }: Work): boolean => way === 'moves' || way === 'asks';

interface OneProps {
  readonly id: string;
  readonly item: Work;
  readonly name: string;
  readonly names: Names;
  readonly done: () => Promise<void>;
}

function HandOverOne({ id, item, name, names, done }: OneProps) {
  const say = useSay();
  const [to, setTo] = useState('');
  const { kind, way, takers } = item;
  const giving = useDoing(async () => {
    await call(handOverWork, { params: { id }, body: { kind, id: item.id, to } });
    setTo('');
    await done();
  });
  if (takers.length === 0) return <p>{say('consoleLeaving.to.nobody')}</p>;
  return (
    <>
      <div className="row hand-over">
        <Choice
          label={say('consoleLeaving.to', { what: name })}
          value={to}
          empty={say('consoleLeaving.choose')}
          options={takers.map((taker): [string, string] => [taker, names[taker] ?? ''])}
          change={setTo}
        />
        <button
          type="button"
          disabled={to === '' || giving.busy}
          aria-busy={giving.busy}
          onClick={() => void giving.run()}
        >
          {say(way === 'asks' ? 'consoleLeaving.ask' : 'consoleLeaving.give')}
        </button>
      </div>
      <FailureNotice failure={giving.failure} />
    </>
  );
}
