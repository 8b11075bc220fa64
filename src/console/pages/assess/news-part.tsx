import type { Instrument } from '../../../domain/assessment/instrument.js';
import { notLookedAt, type DateNews, type EventNews, type News } from '../../assessing/news.js';
import type { SignedAssessment } from '../../assessing/read-file.js';
import { useWording } from '../../assessing/use-wording.js';
import { useDay, useMoment, useSay } from '../../i18n/language.js';
import { Tick } from '../../parts/fields.js';
import type { PartProps } from './part-props.js';

interface NewsPartProps extends PartProps {
  readonly instrument: Instrument;
  readonly last: SignedAssessment | undefined;
  readonly news: News;
}

/** What happened since the last assessment, and the dates ahead: a signature below answers all of it. */
export function NewsPart({ instrument, last, news, form, change }: NewsPartProps) {
  const say = useSay();
  const moment = useMoment();
  const { events, dates } = news;
  const unseen = notLookedAt(form, news);
  const tick = (record: string) =>
    unseen.includes(record) ? (
      <Tick
        label={say('assess.news.looked')}
        data-at="news"
        checked={false}
        onChange={() =>
          change((current) => ({ ...current, lookedAt: [...(current.lookedAt ?? []), record] }))
        }
      />
    ) : null;
  return (
    <section className="card" aria-labelledby="news">
      <h2 id="news">
        {last ? say('assess.news.since', { at: moment(last.text.level.assessed) }) : say('assess.news.first')}
      </h2>
      {events.length + dates.length === 0 ? <p className="hint">{say('assess.news.none')}</p> : null}
      <ul className="list">
        {events.map((each) => (
          <li key={each.record}>
            <Event instrument={instrument} news={each} />
            {tick(each.record)}
          </li>
        ))}
        {dates.map((each) => (
          <li key={each.record}>
            <KeyDate news={each} />
            {tick(each.record)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Event({ instrument, news }: { readonly instrument: Instrument; readonly news: EventNews }) {
  const say = useSay();
  const words = useWording();
  const moment = useMoment();
  const { event, author, ms } = news;
  const trigger = instrument.triggers.find(({ id }) => id === event.trigger);
  // Whoever records an event has its name written before her own words.
  const isNamed =
    trigger && [trigger.words.en, trigger.words.sr].some((name) => event.words.startsWith(name));
  return (
    <>
      <strong>{moment(event.happened)}</strong> {trigger && !isNamed ? words(trigger.words) : null}
      <p className="text">{event.words}</p>
      <p className="hint">{say('assess.news.by', { name: author, at: moment(ms) })}</p>
    </>
  );
}

function KeyDate({ news }: { readonly news: DateNews }) {
  const say = useSay();
  const dayIn = useDay();
  const moment = useMoment();
  const { date, author, ms } = news;
  return (
    <>
      <strong>{dayIn(date.day)}</strong> {date.words}
      <p className="hint">{say('assess.news.by', { name: author, at: moment(ms) })}</p>
    </>
  );
}
