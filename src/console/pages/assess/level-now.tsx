import { useState } from 'react';
import { explain, weightiest } from '../../../domain/assessment/explain.js';
import type { Instrument, ItemId } from '../../../domain/assessment/instrument.js';
import { levelNumber } from '../../../domain/assessment/level.js';
import type { Score } from '../../../domain/assessment/score.js';
import { bandsSentence, type Before } from '../../assessing/before.js';
import { nameOfItem } from '../../assessing/name-of-item.js';
import { useWording } from '../../assessing/use-wording.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { LevelBadge } from '../../parts/level-badge.js';

/** The engine counts whole numbers. */
const inHundredths = 100;

interface LevelNowProps {
  readonly instrument: Instrument;
  readonly score: Score;
  readonly before: Before | undefined;
}

/** The level as the answers make it at this moment, and, for whoever asks, all of its reasons. Moves with every answer. */
export function LevelNow({ instrument, score, before }: LevelNowProps) {
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
      {isOpen ? <Explained instrument={instrument} score={score} before={before} /> : null}
    </section>
  );
}

/** Critical items, rules, the largest contributions, credit, what is unknown, and what it could be at worst. */
export function Explained({ instrument, score, before }: LevelNowProps) {
  const say = useSay();
  const words = useWording();
  const why = explain(score);
  const most = weightiest(instrument, score);
  const nameOf = (id: ItemId): string => nameOfItem(instrument, id, words);
  return (
    <div className="explained">
      <Compared instrument={instrument} score={score} before={before} />
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
        heading={say(`assess.why.${most.are}`)}
        lines={most.contributions.map(({ item, row, column }) =>
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

/** The two bands, and how the assessment before came out. */
function Compared({ instrument, score, before }: LevelNowProps) {
  const say = useSay();
  const moment = useMoment();
  const bandsOf = ({ row, column }: Score['bands']): string =>
    say(bandsSentence(instrument), { row, column });
  return (
    <>
      <p>{bandsOf(score.bands)}</p>
      {before ? (
        <p>
          {say('assess.before', { at: moment(before.assessed), level: say(`level.${before.level}`) })}{' '}
          {before.bands ? bandsOf(before.bands) : null}
        </p>
      ) : null}
    </>
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
