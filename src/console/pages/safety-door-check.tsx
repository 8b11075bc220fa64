import { useState } from 'react';
import { departOnVisit, doubtVisit } from '../../contracts/safety/field-visits.js';
import { MISSION_CHECKS, needsYes, type MissionCheckId } from '../../domain/safety/mission-check.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import { Dialog } from '../parts/dialog.js';
import { Tick } from '../parts/fields.js';
import { toggled } from './safety-people.js';
import type { VisitAnswer } from './visit-answer.js';

interface CheckProps {
  readonly visit: VisitAnswer;
  readonly move: (move: () => Promise<unknown>) => Promise<unknown>;
  readonly close: () => void;
}

/** The six points once more, as they are now: what is not ticked is not a yes. Nothing of it is kept. */
export function CheckAtTheDoor({ visit, move, close }: CheckProps) {
  const say = useSay();
  const [ticked, setTicked] = useState<readonly MissionCheckId[]>([]);
  const params = { id: visit.id };
  const asks = needsYes(Object.fromEntries(ticked.map((id) => [id, 'yes'])));
  const act = (route: typeof departOnVisit | typeof doubtVisit): void => {
    close();
    void move(() => call(route, { params }));
  };
  return (
    <Dialog title={say('consoleSafety.door.title')} close={close}>
      <p>{say('consoleSafety.door.body')}</p>
      {MISSION_CHECKS.map((id) => (
        <Tick
          key={id}
          label={say(`consoleSafety.check.${id}`)}
          checked={ticked.includes(id)}
          onChange={() => setTicked(toggled(ticked, id))}
        />
      ))}
      <div className="row">
        <button
          type="button"
          className={asks ? '' : 'primary'}
          disabled={asks}
          onClick={() => act(departOnVisit)}
        >
          {say('consoleSafety.depart')}
        </button>
        <button type="button" disabled={!asks} onClick={() => act(doubtVisit)}>
          {say('consoleSafety.door.ask')}
        </button>
        <button type="button" className="quiet" onClick={close}>
          {say('console.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
