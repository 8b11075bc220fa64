import { whoMayKnow } from '../../contracts/circles/schedule.js';
import { readVisitCourse } from '../../contracts/safety/field-visits.js';
import { openPoints, type MissionCheck } from '../../domain/safety/mission-check.js';
import { minutes } from '../../domain/shared/time.js';
import { call } from '../api/call.js';
import { useMoment, useSay } from '../i18n/language.js';
import type { SealedReason, WhyAsked } from '../keeper/visit-reason.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useLoaded } from '../session/doing.js';
import { failureOf } from '../session/failure.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import type { VisitAnswer } from './visit-answer.js';

interface Asked {
  readonly visit: VisitAnswer;
  readonly names: ReadonlyMap<string, string>;
}

/** So far her clock may be behind ours when what she wrote is held against the moment at which she asked. */
const clocksDiffer = minutes(10);

/** Beside the yes: what its worker has sealed of why she asks, or that nothing can be read here, and whom to call. */
export function WhyYes({ visit, names }: Asked) {
  const say = useSay();
  const why = useLoaded(() => readWhy(visit));
  useLive(['field-visit'], () => void why.reload(), visit.id);
  useLive(['circle-chain', 'circle-members'], () => void why.reload(), visit.circle);
  const name = names.get(visit.workerId) ?? '';
  return (
    <section aria-label={say('missionYes.why')}>
      <h4>{say('missionYes.why')}</h4>
      <FailureNotice failure={why.failure} />
      {why.value ? (
        <Why {...why.value} name={name} names={names} />
      ) : why.failure ? (
        <Notice tone="warn">{say('missionYes.why.unreadable', { name })}</Notice>
      ) : (
        <p aria-busy="true">{say('console.loading')}</p>
      )}
    </section>
  );
}

interface Read {
  /** When she asked at the door; null: her plan already needed a yes. */
  readonly doubtedAt: number | null;
  /** Null: I am not in her book. */
  readonly sealed: WhyAsked | null;
  /** Who is in her book beside her, when I am not. */
  readonly readers: readonly string[];
}

async function readWhy({ id, circle, workerId }: VisitAnswer): Promise<Read> {
  const { items } = await call(readVisitCourse, { params: { id } });
  const doubtedAt = items.findLast(({ what }) => what === 'doubted')?.at ?? null;
  try {
    return { doubtedAt, sealed: await keeper.ask('readWhyAsked', circle, id, workerId), readers: [] };
  } catch (caught) {
    if (failureOf(caught).code !== 'circle-unknown') throw caught;
    const { members } = await call(whoMayKnow, { params: { id: circle } });
    const others = members.map(({ userId }) => userId).filter((userId) => userId !== workerId);
    return { doubtedAt, sealed: null, readers: others };
  }
}

interface WhyProps extends Read {
  readonly name: string;
  readonly names: Asked['names'];
}

function Why({ doubtedAt, sealed, readers, name, names }: WhyProps) {
  const say = useSay();
  if (!sealed) {
    // The recovery key is in every book, has no name, and picks up no phone.
    const others = readers.flatMap((id) => names.get(id) || []).join(', ');
    return <Notice tone="warn">{say('missionYes.why.outside', { name, names: others || '–' })}</Notice>;
  }
  const { plan, reason } = sealed;
  const isSilent = doubtedAt !== null && (reason === null || reason.ms < doubtedAt - clocksDiffer);
  return (
    <>
      {isSilent ? <Notice tone="warn">{say('missionYes.why.nothing', { name })}</Notice> : null}
      {reason ? <Written reason={reason} name={name} /> : null}
      {doubtedAt === null ? <Planned plan={plan} name={name} /> : null}
    </>
  );
}

function Written({ reason, name }: { readonly reason: SealedReason; readonly name: string }) {
  const say = useSay();
  const moment = useMoment();
  return (
    <>
      <p className="hint">{say('missionYes.why.wrote', { name, at: moment(reason.ms) })}</p>
      {reason.words === '' ? null : <p className="text">{reason.words}</p>}
      <NotYes check={reason.check} />
    </>
  );
}

/** The question came with the plan: what was no yes then. */
function Planned({ plan, name }: { readonly plan: WhyAsked['plan']; readonly name: string }) {
  const say = useSay();
  const moment = useMoment();
  if (!plan?.plan) return <Notice tone="warn">{say('missionYes.why.unreadable', { name })}</Notice>;
  return (
    <>
      <p className="hint">{say('missionYes.why.planned', { name, at: moment(plan.ms) })}</p>
      <NotYes check={plan.plan.check} />
    </>
  );
}

function NotYes({ check }: { readonly check: MissionCheck }) {
  const say = useSay();
  return (
    <ul className="list">
      {openPoints(check).map((id) => (
        <li key={id}>
          {say(`consoleSafety.check.${id}`)} <strong>{say('missionYes.why.notYes')}</strong>
        </li>
      ))}
    </ul>
  );
}
