import { useMemo, useState } from 'react';
import { readTimeline } from '../../../contracts/escalation/alerts.js';
import { call } from '../../api/call.js';
import { useLanguage, useSay } from '../../i18n/language.js';
import { FailureNotice } from '../../parts/notice.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { useLive } from '../../session/live.js';
import { lineWords, toneOf, type NameOf, type TimelineLine } from './alert-words.js';
import { useZone } from '../../i18n/zone.js';

interface TimelineProps {
  readonly id: string;
  readonly nameOf: NameOf;
  readonly ahead: number;
}

interface Shown {
  readonly items: readonly TimelineLine[];
  readonly next: string | null;
}

/** Page after page; a change reads the newest one anew. */
function useTimeline(id: string) {
  const [earlier, setEarlier] = useState<readonly Shown[]>([]);
  const read = (cursor?: string): Promise<Shown> => call(readTimeline, { params: { id }, query: { cursor } });
  const first = useLoaded(async () => {
    setEarlier([]);
    return { ...(await read()), readAt: Date.now() };
  }, id);
  useLive(['alert'], () => void first.reload(), id);
  const pages: readonly Shown[] = first.value ? [first.value, ...earlier] : [];
  const next = pages.at(-1)?.next ?? null;
  const more = useDoing(async () => {
    if (next !== null) setEarlier([...earlier, await read(next)]);
  });
  const lines = pages.flatMap(({ items }) => items);
  return {
    lines,
    readAt: first.value?.readAt,
    isLast: next === null,
    more,
    failure: first.failure ?? more.failure,
  };
}

/** Every step and every call, the newest first. */
export function Timeline({ id, nameOf, ahead }: TimelineProps) {
  const say = useSay();
  const { lines, readAt, isLast, more, failure } = useTimeline(id);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{say('consoleAlerts.timeline')}</h2>
      <FailureNotice failure={failure} />
      {readAt !== undefined && lines.length === 0 ? (
        <p className="empty">{say('consoleAlerts.timeline.gone')}</p>
      ) : null}
      <Lines lines={lines} nameOf={nameOf} now={(readAt ?? 0) + ahead} />
      {isLast ? null : (
        <button type="button" disabled={more.busy} onClick={() => void more.run()}>
          {say('consoleAlerts.earlier')}
        </button>
      )}
    </section>
  );
}

interface LinesProps {
  readonly lines: readonly TimelineLine[];
  readonly nameOf: NameOf;
  /** By the server's clock, when these were read. */
  readonly now: number;
}

function Lines({ lines, nameOf, now }: LinesProps) {
  const say = useSay();
  const clock = useClock();
  return (
    <ol className="timeline">
      {lines.map((line, index) => (
        <li key={index} className={`${line.is} ${toneOf(line)}`}>
          <time dateTime={new Date(line.at).toISOString()}>{clock(line.at)}</time>
          <span>{lineWords(line, nameOf, now, say)}</span>
        </li>
      ))}
    </ol>
  );
}

/** To the second, because in a ladder seconds are the question. */
function useClock(): (ms: number) => string {
  const { language } = useLanguage();
  const zone = useZone();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : `${language}-RS`, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZone: zone,
    });
    return (ms) => format.format(ms);
  }, [language, zone]);
}
