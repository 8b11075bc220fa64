import { publishable } from '../../../domain/assessment/evaluation-publish.js';
import { byItem, type Followed, type LookedBack } from '../../../domain/assessment/evaluation.js';
import type { Instrument } from '../../../domain/assessment/instrument.js';
import { LEVELS, levelNumber, type Level } from '../../../domain/assessment/level.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';

interface ByLevelProps {
  readonly computed: ReadonlyMap<Level, Followed>;
  readonly inForce: ReadonlyMap<Level, Followed>;
  readonly isHidden: boolean;
}

/** Whether higher levels were followed by more incidents than lower ones. */
export function FollowedByLevel({ computed, inForce, isHidden }: ByLevelProps) {
  const say = useSay();
  return (
    <section className="card" aria-labelledby="by-level">
      <h2 id="by-level">{say('evaluation.byLevel')}</h2>
      <p className="hint">{say('evaluation.byLevel.body')}</p>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="by-level">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('level.title')}</th>
              <th scope="col">{say('level.computed')}</th>
              <th scope="col">{say('level.inForce')}</th>
            </tr>
          </thead>
          <tbody>
            {LEVELS.map((level) => (
              <tr key={level}>
                <th scope="row">{say(`level.${levelNumber(level)}`)}</th>
                <td>
                  <Share of={computed.get(level)} isHidden={isHidden} />
                </td>
                <td>
                  <Share of={inForce.get(level)} isHidden={isHidden} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface ByItemProps {
  readonly instrument: Instrument;
  readonly looked: readonly LookedBack[];
  readonly isHidden: boolean;
}

/** For each question: how often something followed when it was answered with yes, and when with no. */
export function FollowedByItem({ instrument, looked, isHidden }: ByItemProps) {
  const say = useSay();
  const words = useWording();
  const items = byItem(instrument, looked);
  return (
    <details className="card">
      <summary>{say('evaluation.byItem')}</summary>
      <div className="scroll" tabIndex={0} role="group" aria-label={say('evaluation.byItem')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('assess.questions')}</th>
              <th scope="col">{say('evaluation.answer')}</th>
              <th scope="col">{say('evaluation.followed')}</th>
            </tr>
          </thead>
          <tbody>
            {instrument.items.flatMap((item) =>
              item.options
                .filter(({ id }) => items.get(item.id)?.has(id))
                .map((option) => (
                  <tr key={`${item.id} ${option.id}`}>
                    <th scope="row">
                      {item.id} {words(item.question)}
                    </th>
                    <td>{words(option.words)}</td>
                    <td>
                      <Share of={items.get(item.id)?.get(option.id)} isHidden={isHidden} />
                    </td>
                  </tr>
                )),
            )}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Hidden when the followed or the others are too few: one would give the other away. */
function Share({ of, isHidden }: { readonly of: Followed | undefined; readonly isHidden: boolean }) {
  const say = useSay();
  const { assessments, followed } = of ?? { assessments: 0, followed: 0 };
  const isShown =
    !isHidden || publishable([followed, assessments - followed]).cells.every((cell) => cell !== null);
  return isShown ? say('evaluation.of', { count: followed, all: assessments }) : say('evaluation.hidden');
}
