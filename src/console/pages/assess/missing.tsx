import type { FieldFault } from '../../../contracts/sealed/assessment-faults.js';
import { useSay, type Say } from '../../i18n/language.js';
import { Notice } from '../../parts/notice.js';

interface MissingProps {
  readonly faults: readonly FieldFault[];
  /** To where a fault is mended, wherever that stands. */
  readonly leadTo: (at: string) => void;
}

/** What is still missing, each with a way to it. */
export function Missing({ faults, leadTo }: MissingProps) {
  const say = useSay();
  if (faults.length === 0) return null;
  return (
    <Notice tone="bad">
      <p>{say('assess.missing')}</p>
      <ul>
        <Questions faults={faults} leadTo={leadTo} />
        {linesOf(faults, say).map(({ at, words }) => (
          <li key={`${at} ${words}`}>
            {/^level/.test(at) ? (
              words
            ) : (
              <button type="button" className="plain way" onClick={() => leadTo(at)}>
                {words}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Questions({ faults, leadTo }: MissingProps) {
  const say = useSay();
  const questions = faults.filter(({ at }) => at.startsWith('answers.'));
  const [first] = questions;
  if (!first) return null;
  return (
    <li>
      {say('assess.missing.items', { count: questions.length })}{' '}
      <button type="button" className="plain" onClick={() => leadTo(first.at)}>
        {say('assess.missing.lead', { item: first.at.slice(8) })}
      </button>
    </li>
  );
}

interface Line {
  /** Where it is mended; of several, the first. */
  readonly at: string;
  readonly words: string;
}

function linesOf(faults: readonly FieldFault[], say: Say): readonly Line[] {
  const long = faults.filter(({ rule }) => rule === 'too-long');
  const others = faults.filter(({ rule }) => rule !== 'too-long');
  const counted = (
    some: readonly FieldFault[],
    words: 'assess.missing.news' | 'assess.missing.effects' | 'assess.missing.tooLong',
  ): readonly Line[] => (some[0] ? [{ at: some[0].at, words: say(words, { count: some.length }) }] : []);
  return [
    ...counted(
      others.filter(({ at }) => at === 'news'),
      'assess.missing.news',
    ),
    ...counted(
      others.filter(({ at }) => at.startsWith('effects.')),
      'assess.missing.effects',
    ),
    ...counted(long, 'assess.missing.tooLong'),
    ...others
      .filter(({ at }) => !/^(answers\.|effects\.|news$)/.test(at))
      .map(({ at }) => ({ at, words: wordsFor(at, say) })),
  ];
}

const wordsFor = (at: string, say: Say): string =>
  at.startsWith('notes.')
    ? say('assess.missing.note', { item: at.slice(6) })
    : say(`assess.missing.${partOf(at)}`);

const PARTS = ['trigger', 'previousMeasures', 'about', 'override', 'dates', 'level'] as const;

const partOf = (at: string): (typeof PARTS)[number] => PARTS.find((part) => at.startsWith(part)) ?? 'level';
