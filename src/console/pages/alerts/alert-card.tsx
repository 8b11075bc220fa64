import { useMoment, useSay, type Say } from '../../i18n/language.js';
import { useNow } from '../../parts/now.js';
import { useMe } from '../../session/session.js';
import { AlertActions } from './alert-actions.js';
import {
  alertName,
  kindWords,
  timeLeft,
  whomWords,
  type AlertCardProps,
  type NameOf,
  type OpenAlert,
} from './alert-words.js';

/** An open alert: what, since when, who has it, what comes next, and what I can do. */
export function AlertCard(props: AlertCardProps) {
  const { alert, alone = false } = props;
  const say = useSay();
  const titleId = `alert-${alert.id}`;
  return (
    <article className={`card alert ${alert.heldBy === null ? 'waiting' : 'held'}`} aria-labelledby={titleId}>
      <div className="row between">
        <h3 id={titleId}>
          <span className={`priority ${alert.level}`}>{alert.level}</span> {kindWords(alert.kind, say)}{' '}
          {alert.number}
        </h3>
        {alone ? null : (
          <a
            href={`#/alerts/${alert.id}`}
            aria-label={`${say('consoleAlerts.details')}: ${alertName(alert, say)}`}
          >
            {say('consoleAlerts.details')}
          </a>
        )}
      </div>
      <Holder {...props} />
      <Facts {...props} />
      <AlertActions {...props} />
    </article>
  );
}

function Holder({ alert, nameOf }: AlertCardProps) {
  const say = useSay();
  const moment = useMoment();
  const { staffId } = useMe();
  const { heldBy, heldSince, offeredTo } = alert;
  if (heldBy === null) return <p className="holder nobody">{say('consoleAlerts.nobody')}</p>;
  const at = moment(heldSince ?? alert.openedAt);
  return (
    <p className="holder">
      {heldBy === staffId
        ? say('consoleAlerts.yours', { at })
        : say('consoleAlerts.held', { name: nameOf(heldBy), at })}{' '}
      {offeredTo === null
        ? null
        : offeredTo === staffId
          ? say('consoleAlerts.offeredToYou', { name: nameOf(heldBy) })
          : say('consoleAlerts.offered', { name: nameOf(offeredTo) })}
    </p>
  );
}

function Facts({ alert, nameOf, ahead }: AlertCardProps) {
  const say = useSay();
  const moment = useMoment();
  const now = useNow() + ahead;
  const facts: readonly (readonly [string, string])[] = [
    [say('consoleAlerts.since'), moment(alert.openedAt)],
    [say('consoleAlerts.next'), nextWords(alert, nameOf, now, say)],
    [say('consoleAlerts.called'), String(alert.called)],
    ...(alert.repeats > 0 ? [[say('consoleAlerts.repeats'), `${alert.repeats}×`] as const] : []),
    ...(alert.round > 0 ? [[say('consoleAlerts.rounds'), `${alert.round}×`] as const] : []),
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function nextWords({ next }: OpenAlert, nameOf: NameOf, now: number, say: Say): string {
  if (!next) return say('consoleAlerts.next.none');
  const when =
    next.at > now
      ? say('consoleAlerts.when.in', { time: timeLeft(next.at - now) })
      : say('consoleAlerts.when.now');
  return next.do === 'wake-again'
    ? say('consoleAlerts.next.wake-again', { when })
    : say(`consoleAlerts.next.${next.do}`, { when, whom: whomWords(next.whom, nameOf, say) });
}
