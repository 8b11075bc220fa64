import { readAlert } from '../../../contracts/escalation/alerts.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { call } from '../../api/call.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { FailureNotice } from '../../parts/notice.js';
import { useLoaded } from '../../session/doing.js';
import { useLive } from '../../session/live.js';
import { AlertCard } from './alert-card.js';
import { alertName, namesOf, type NameOf, type PastAlert } from './alert-words.js';
import { endWords } from './past-alerts.js';
import { Timeline } from './timeline.js';

/** One alert: how it stands, and everything that happened. */
export function AlertPage({ id }: { readonly id: string }) {
  const say = useSay();
  const { value, failure, reload } = useLoaded(async () => ({
    ...(await call(readAlert, { params: { id } })),
    readAt: Date.now(),
  }));
  useLive(['alert'], () => void reload(), id);
  return (
    <>
      <p className="crumb">
        <a href="#/alerts">{say('consoleAlerts.back')}</a>
      </p>
      {value ? <Shown id={id} value={value} reload={reload} /> : <h1>{say('console.place.alerts')}</h1>}
      <FailureNotice failure={failure} />
    </>
  );
}

interface ShownProps {
  readonly id: string;
  readonly value: AnswerOf<typeof readAlert> & { readonly readAt: number };
  readonly reload: () => Promise<void>;
}

function Shown({ id, value, reload }: ShownProps) {
  const say = useSay();
  const { open, past, people } = value;
  const face = open ?? past;
  const nameOf = namesOf(people);
  const ahead = value.now - value.readAt;
  return (
    <>
      <h1>{face ? alertName(face, say) : null}</h1>
      {open ? (
        <AlertCard alert={open} people={people} nameOf={nameOf} ahead={ahead} changed={reload} alone />
      ) : null}
      {past ? <End alert={past} nameOf={nameOf} /> : null}
      <Timeline id={id} nameOf={nameOf} ahead={ahead} />
    </>
  );
}

function End({ alert, nameOf }: { readonly alert: PastAlert; readonly nameOf: NameOf }) {
  const say = useSay();
  const moment = useMoment();
  return <p className="notice good">{endWords(alert, nameOf, moment, say)}</p>;
}
