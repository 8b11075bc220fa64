import { useSay, type Say } from '../i18n/language.js';
import type { ListedCircle } from '../keeper/circles.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import { FailureNotice } from '../parts/notice.js';
import { goTo } from '../router.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { OpenOther } from './open-other.js';
import { RenewAll } from './renew-all.js';

/** With me alone in it, until I give places to colleagues. */
const aCase = { kind: 'client-case', subjectId: null, members: [] } as const;

/** The circles that I am in. */
export function CasesPage() {
  const say = useSay();
  const { value, failure, reload } = useLoaded(() => keeper.ask('listCircles'));
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
      {value ? <MyCircles circles={value} changed={reload} /> : null}
      <OpenOther />
    </>
  );
}

function MyCircles({
  circles,
  changed,
}: {
  readonly circles: readonly ListedCircle[];
  readonly changed: () => Promise<void>;
}) {
  const say = useSay();
  const others = circles.filter(({ facts }) => !facts);
  return (
    <>
      <RenewAll circles={circles} renewed={changed} />
      {circles.length === 0 ? <p className="empty">{say('consoleCase.none')}</p> : null}
      <CircleCards circles={circles.filter(({ facts }) => facts)} />
      {others.length > 0 ? <h2>{say('consoleCircles.others')}</h2> : null}
      <CircleCards circles={others} heading="h3" />
    </>
  );
}

interface CircleCardsProps {
  readonly circles: readonly ListedCircle[];
  /** Under a heading of their own the cards are one level deeper. */
  readonly heading?: 'h2' | 'h3';
}

function CircleCards({ circles, heading: Heading = 'h2' }: CircleCardsProps) {
  const say = useSay();
  return (
    <ul className="cards">
      {circles.map((circle) => (
        <li key={circle.id} className="card">
          <Heading>
            <a href={`#/cases/${circle.id}`}>{nameOfCircle(circle, say)}</a>
          </Heading>
          <p className="hint">
            {circle.facts ? `${say(`consoleCase.state.${circle.facts.state}`)} · ` : ''}
            {circle.facts ? `${say(`consoleCircles.stage.${circle.facts.stage}`)} · ` : ''}
            {say('consoleCase.people', { count: circle.people })}
          </p>
          {circle.needsNewEpoch ? <p className="badge">{say('consoleCase.due')}</p> : null}
        </li>
      ))}
    </ul>
  );
}

export const nameOfCircle = ({ facts, kind }: CircleAnswer, say: Say): string =>
  facts ? say('consoleCase.number', { number: facts.number }) : say(`consoleCase.kind.${kind}`);
