import { useState } from 'react';
import { explain } from '../../../domain/assessment/explain.js';
import { itemOf, type Instrument, type ItemId } from '../../../domain/assessment/instrument.js';
import { levelNumber } from '../../../domain/assessment/level.js';
import type { Score } from '../../../domain/assessment/score.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';
import { LevelBadge } from '../../parts/level-badge.js';

/** The engine counts whole numbers. */
const inHundredths = 100;

interface LevelNowProps {
  readonly instrument: Instrument;
  readonly score: Score;
}

/** The level as the answers make it at this moment, and, for whoever asks, all of its reasons. Moves with every answer. */
export function LevelNow({ instrument, score }: LevelNowProps) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="level-now" aria-label={say('assess.level.now')}>
      <div className="row between">
        <p className="level-line" role="status">
          {say('assess.level.now')}: <LevelBadge level={levelNumber(score.level)} />{' '}
          {score.provisional ? <span className="badge warn">{say('assess.provisional')}</span> : null}
        </p>
        <button type="button" className="plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say('assess.level.why')}
        </button>
      </div>
      {isOpen ? <Explained instrument={instrument} score={score} /> : null}
    </section>
  );
}

/** Critical items, rules, the largest contributions, credit, what is unknown, and what it could be at worst. */
export function Explained({ instrument, score }: LevelNowProps) {
  const say = useSay();
  const words = useWording();
  const why = explain(score);
  const nameOf = (id: ItemId): string => {
    const item = itemOf(instrument, id);
    return item ? `${id} ${words(item.question)}` : id;
  };
  return (
    <div className="explained">
      <List heading={say('assess.why.critical')} lines={why.critical.map(({ item }) => nameOf(item))} />
      <List
        heading={say('assess.why.rules')}
        lines={why.rules.map(({ id }) => {
          const rule = instrument.combinations.find((each) => each.id === id);
          return rule ? words(rule.why) : id;
        })}
      />
      {why.inherited ? (
        <p>{say('assess.why.inherited', { level: say(`level.${levelNumber(why.inherited)}`) })}</p>
      ) : null}
      <List
        heading={say('assess.why.top')}
        lines={why.top.map(({ item, row, column }) =>
          say('assess.why.points', { item: nameOf(item), points: (row + column) / inHundredths }),
        )}
      />
      {why.credit > 0 ? <p>{say('assess.why.credit', { points: why.credit / inHundredths })}</p> : null}
      <p>{say('assess.ceiling', { level: say(`level.${levelNumber(score.ceiling)}`) })}</p>
      <List
        heading={say('assess.why.unknown', { count: why.unknown.length })}
        lines={why.unknown.map(nameOf)}
        isFolded
      />
    </div>
  );
}

interface ListProps {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly isFolded?: boolean;
}

function List({ heading, lines, isFolded = false }: ListProps) {
  if (lines.length === 0) return null;
  const list = (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  return isFolded ? (
    <details>
      <summary>{heading}</summary>
      {list}
    </details>
  ) : (
    <>
      <h3>{heading}</h3>
      {list}
    </>
  );
}
