import { useState } from 'react';
import { departOnVisit, doubtVisit } from '../../contracts/safety/field-visits.js';
import { longestReason } from '../../contracts/sealed/visit-reason.js';
import {
  MISSION_CHECKS,
  needsYes,
  type MissionAnswer,
  type MissionCheck,
  type MissionCheckId,
} from '../../domain/safety/mission-check.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import { Dialog } from '../parts/dialog.js';
import { Tick } from '../parts/fields.js';
import { LongText } from '../parts/long-text.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { useDraft, type Draft } from '../session/draft.js';
import type { Failure } from '../session/failure.js';
import { keeper } from '../session/keeper.js';
import { WhoCannotRead } from './safety-book-readers.js';
import { toggled } from './safety-people.js';
import type { VisitAnswer } from './visit-answer.js';

interface CheckProps {
  readonly visit: VisitAnswer;
  readonly move: (move: () => Promise<unknown>) => Promise<unknown>;
  readonly changed: () => Promise<void>;
  readonly close: () => void;
}

/**
 * The six points once more, as they are now: what is not ticked is not a yes. When a coordinator has to be asked, that comes
 * first; then why is sealed into the worker's book, and the same button tries that again.
 */
export function CheckAtTheDoor({ visit, move, changed, close }: CheckProps) {
  const say = useSay();
  const [ticked, setTicked] = useState<readonly MissionCheckId[]>([]);
  const draft = useDraft(visit.circle, `door ${visit.id}`);
  const check = answersOf(ticked);
  const { isAsked, asking } = useAsking({ visit, changed, close }, check, draft);
  const asks = isAsked || needsYes(check);
  const leave = (): void => {
    void draft.clear(draft.text);
    close();
    void move(() => call(departOnVisit, { params: { id: visit.id } }));
  };
  return (
    <Dialog title={say('missionYes.door.title')} close={close}>
      <p>{say(isAsked ? 'missionYes.door.asked' : 'missionYes.door.body')}</p>
      {MISSION_CHECKS.map((id) => (
        <Tick
          key={id}
          label={say(`consoleSafety.check.${id}`)}
          checked={ticked.includes(id)}
          onChange={() => setTicked(toggled(ticked, id))}
        />
      ))}
      {asks ? <InWords visit={visit} draft={draft} /> : null}
      <Unsealed isAsked={isAsked} failure={asking.failure} />
      <div className="row">
        {isAsked ? null : (
          <button type="button" className={asks ? '' : 'primary'} disabled={asks} onClick={leave}>
            {say('consoleSafety.depart')}
          </button>
        )}
        <button type="button" disabled={!asks || asking.busy} onClick={() => void asking.run()}>
          {say(isAsked ? 'missionYes.door.seal' : 'missionYes.door.ask')}
        </button>
        <button type="button" className="quiet" onClick={close}>
          {say('console.cancel')}
        </button>
      </div>
    </Dialog>
  );
}

/** Asks first; sealing may fail and be tried again, and asks nobody twice. */
function useAsking(
  { visit, changed, close }: Omit<CheckProps, 'move'>,
  check: Required<MissionCheck>,
  draft: Draft,
) {
  const [hasAsked, setAsked] = useState(false);
  const isAsked = hasAsked || visit.stage !== 'ready';
  const ask = () =>
    call(doubtVisit, { params: { id: visit.id } }).catch(async (caught: unknown) => {
      // It may have arrived all the same: then the next press seals, and asks nobody again.
      await changed();
      throw caught;
    });
  const asking = useDoing(async () => {
    if (!isAsked) await ask();
    setAsked(true);
    const { object, text: words } = draft;
    // It stands beside the field by how much it is too long; asking has not waited for it.
    if (words.length > longestReason) return;
    await keeper.ask('sealVisitReason', { book: visit.circle, object, visit: visit.id, check, words });
    await draft.clear(words);
    close();
    await changed();
  });
  return { isAsked, asking };
}

function Unsealed({
  isAsked,
  failure,
}: {
  readonly isAsked: boolean;
  readonly failure: Failure | undefined;
}) {
  const say = useSay();
  return (
    <>
      <FailureNotice failure={failure} />
      {failure && isAsked ? <Notice tone="warn">{say('missionYes.door.unsealed')}</Notice> : null}
    </>
  );
}

/** What she says herself, and who is asked and will not read it. */
function InWords({ visit, draft }: { readonly visit: VisitAnswer; readonly draft: Draft }) {
  const say = useSay();
  return (
    <>
      <LongText
        label={say('missionYes.door.words')}
        hint={say('missionYes.door.words.hint')}
        value={draft.text}
        most={longestReason}
        change={draft.change}
      />
      <WhoCannotRead book={visit.circle} />
    </>
  );
}

const answersOf = (ticked: readonly MissionCheckId[]) =>
  Object.fromEntries(MISSION_CHECKS.map((id) => [id, ticked.includes(id) ? 'yes' : 'unknown'])) as Record<
    MissionCheckId,
    MissionAnswer
  >;
