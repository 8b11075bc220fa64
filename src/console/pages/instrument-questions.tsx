import type { Instrument, Item, Option } from '../../domain/assessment/instrument.js';
import { worded } from '../../texts/instrument-words.js';
import { useLanguage } from '../i18n/language.js';
import { Unfold } from '../parts/unfold.js';

/** All questions with their answers and what they add, to be read through by whoever reviews them, in any of the languages. */
export function InstrumentQuestions({ instrument }: { readonly instrument: Instrument }) {
  const { say, language } = useLanguage();
  return (
    <Unfold title={say('consoleInstruments.read', { title: worded(instrument.title, language) })}>
      {instrument.sections.map(({ id, title }) => (
        <section key={id}>
          <h3>{worded(title, language)}</h3>
          <dl>
            {instrument.items
              .filter(({ section }) => section === id)
              .map((item) => (
                <Question key={item.id} item={item} />
              ))}
          </dl>
        </section>
      ))}
    </Unfold>
  );
}

function Question({ item }: { readonly item: Item }) {
  const { say, language } = useLanguage();
  const points = (option: Option): number =>
    ((item.weight.row + item.weight.column + item.protects) * option.value) / 100;
  return (
    <div>
      <dt>
        {item.id} · {worded(item.question, language)}
      </dt>
      {item.why ? <dd className="hint">{worded(item.why, language)}</dd> : null}
      {item.help ? <dd className="hint">{worded(item.help, language)}</dd> : null}
      {item.evidence ? <dd className="hint">{worded(item.evidence, language)}</dd> : null}
      <dd>
        <ul>
          {item.options.map((option) => (
            <li key={option.id}>
              {worded(option.words, language)} ({say('consoleInstruments.points', { points: points(option) })}
              )
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
