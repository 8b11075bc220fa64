import { namesOfStaff } from '../api/names-of-staff.js';
import { useSay, type Say } from '../i18n/language.js';
import type { ListedCircle } from '../keeper/circles.js';
import { FailureNotice } from '../parts/notice.js';
import { goTo } from '../router.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { useMe } from '../session/session.js';
import { nameOfCircle } from '../parts/circle-name.js';
import { OpenOther } from './open-other.js';
import { RenewAll } from './renew-all.js';

/** With me alone in it, until I give places to colleagues. */
const aCase = { kind: 'client-case', subjectId: null, members: [] } as const;

/** The circles that I am in. */
export function CasesPage() {
  const say = useSay();
  const { value, failure, reload } = useLoaded(readMine);
  useLive(['circle', 'circle-members'], () => void reload());
  const opening = useDoing(async () => goTo(`/cases/${await keeper.ask('openCircleOf', aCase)}`));
  return (
    <>
      <div className="row between">
        <h1>{say('console.place.cases')}</h1>
        <button
          type="button"
          className="primary"
          aria-busy={opening.busy}
          disabled={opening.busy}
          onClick={() => void opening.run()}
        >
          {say('consoleCase.open')}
        </button>
      </div>
      <p className="lead">{say('consoleCase.lead')}</p>
      <FailureNotice failure={failure ?? opening.failure} />
      {value ? <MyCircles {...value} changed={reload} /> : null}
      <OpenOther />
    </>
  );
}

interface Mine {
  readonly circles: readonly ListedCircle[];
  /** Duty names by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** Names are asked for only where a card says one. */
async function readMine(): Promise<Mine> {
  const circles = await keeper.ask('listCircles');
  const isNamed = circles.some(({ kind }) => kind === 'hand-over');
  return { circles, names: isNamed ? await namesOfStaff() : new Map() };
}

function MyCircles({ circles, names, changed }: Mine & { readonly changed: () => Promise<void> }) {
  const say = useSay();
  const others = circles.filter(({ facts }) => !facts);
  return (
    <>
      <RenewAll circles={circles} renewed={changed} />
      {circles.length === 0 ? <p className="empty">{say('consoleCase.none')}</p> : null}
      <CircleCards circles={circles.filter(({ facts }) => facts)} names={names} />
      {others.length > 0 ? <h2>{say('consoleCircles.others')}</h2> : null}
      <CircleCards circles={others} names={names} heading="h3" />
    </>
  );
}

interface CircleCardsProps extends Mine {
  /** Under a heading of their own the cards are one level deeper. */
  readonly heading?: 'h2' | 'h3';
}

function CircleCards({ circles, names, heading: Heading = 'h2' }: CircleCardsProps) {
  const say = useSay();
  const me = useMe();
  return (
    <ul className="cards">
      {circles.map((circle) => (
        <li key={circle.id} className="card">
          <Heading>
            <a href={`#/cases/${circle.id}`}>{titleOf(circle, names, me.staffId, say)}</a>
          </Heading>
          <p className="hint">
            {circle.facts ? `${say(`consoleCase.state.${circle.facts.state}`)} · ` : ''}
            {circle.facts ? `${say(`consoleCircles.stage.${circle.facts.stage}`)} · ` : ''}
            {say('consoleCase.people', { count: circle.people })}
          </p>
          {circle.needsNewEpoch ? <p className="badge warn">{say('consoleCase.due')}</p> : null}
        </li>
      ))}
    </ul>
  );
}

/** Somebody may have several hand-overs: they are told apart by the colleague. */
function titleOf(circle: ListedCircle, names: Mine['names'], me: string, say: Say): string {
  const name = nameOfCircle(circle, say);
  if (circle.kind !== 'hand-over') return name;
  const others = circle.members.filter(({ userId }) => userId !== me).map(({ userId }) => names.get(userId));
  return [name, ...others.filter((each) => each !== undefined)].join(' · ');
}
