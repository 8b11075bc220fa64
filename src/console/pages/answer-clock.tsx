import { useSay } from '../i18n/language.js';
import { useNow } from '../parts/now.js';

const hourMs = 3_600_000;

/** The time that is left to answer, counting down; after it, by how much it is late. Read out only when asked for. */
export function AnswerClock({ dueAt }: { readonly dueAt: number | null }) {
  const say = useSay();
  const now = useNow();
  if (dueAt === null) return <span className="clock calm">{say('consoleInbox.clock.none')}</span>;
  const left = dueAt - now;
  const time = clockText(Math.abs(left));
  return left > 0 ? (
    <span className={`clock ${left < 120_000 ? 'soon' : ''}`} role="timer">
      {say('consoleInbox.clock.left', { time })}
    </span>
  ) : (
    <span className="clock late" role="timer">
      {say('consoleInbox.clock.late', { time })}
    </span>
  );
}

/** 1:05:09 from an hour on, 5:09 below it. @param ms not negative */
function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return ms >= hourMs
    ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}
