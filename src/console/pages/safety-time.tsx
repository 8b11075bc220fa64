import { useMinutes, useMoment, useSay } from '../i18n/language.js';
import type { VisitAnswer } from './visit-answer.js';

const minuteMs = 60_000;

/** Until when she must check in, and how long that still is. Nothing when no check-in is due. */
export function TimeLeft({ visit, now }: { readonly visit: VisitAnswer; readonly now: number }) {
  const say = useSay();
  const moment = useMoment();
  const minutes = useMinutes();
  if (visit.dueAt === null)
    return <p className="hint">{say('consoleSafety.planned', { at: moment(visit.plannedAt) })}</p>;
  const left = Math.ceil((visit.dueAt - now) / minuteMs);
  return (
    <p>
      {say('consoleSafety.due', { at: moment(visit.dueAt) })} ·{' '}
      <strong>
        {left > 0
          ? say('consoleSafety.left', { span: minutes(left) })
          : say('consoleSafety.overdue', { span: minutes(-left) })}
      </strong>
    </p>
  );
}

const tones: Readonly<Record<VisitAnswer['stage'], string>> = {
  duress: 'bad',
  missed: 'bad',
  late: 'bad',
  'waits-for-yes': 'warn',
  refused: 'warn',
  ready: '',
  'under-way': 'good',
  ended: '',
};

export function StageMark({ stage }: { readonly stage: VisitAnswer['stage'] }) {
  const say = useSay();
  return <span className={`badge ${tones[stage]}`}>{say(`consoleSafety.stage.${stage}`)}</span>;
}
