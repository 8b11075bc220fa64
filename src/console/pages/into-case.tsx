import { useState } from 'react';
import { useSay } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import { FailureNotice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { nameOfCircle } from '../parts/circle-name.js';

interface IntoCaseProps {
  readonly known: readonly CircleAnswer[];
  /** What the list of known ones is called. */
  readonly which: string;
  readonly give: (caseId: string) => Promise<void>;
}

const aCase = { kind: 'client-case', subjectId: null, members: [] } as const;

export const isOpenCase = ({ kind, facts }: CircleAnswer): boolean =>
  kind === 'client-case' && facts?.state !== 'closed';

/** Puts something into a new case, or into one that I am in. */
export function IntoCase({ known, which, give }: IntoCaseProps) {
  const say = useSay();
  const [target, setTarget] = useState('');
  const [opened, setOpened] = useState<string>();
  const adding = useDoing(give);
  const opening = useDoing(async () => {
    // A case that was opened a moment ago and got nothing is used again.
    const fresh = opened ?? (await keeper.ask('openCircleOf', aCase));
    setOpened(fresh);
    await give(fresh);
  });
  return (
    <>
      <div className="row">
        <button
          type="button"
          disabled={opening.busy}
          aria-busy={opening.busy}
          onClick={() => void opening.run()}
        >
          {say('consoleInbox.link.new')}
        </button>
        {known.length > 0 ? (
          <>
            <select
              autoComplete="off"
              className="quiet"
              aria-label={which}
              value={target}
              onChange={(event) => setTarget(event.target.value)}
            >
              <option value="">{which}</option>
              {known.map((circle) => (
                <option key={circle.id} value={circle.id}>
                  {nameOfCircle(circle, say)}
                </option>
              ))}
            </select>
            <button
              type="button"
              disabled={target === '' || adding.busy}
              onClick={() => void adding.run(target)}
            >
              {say('consoleInbox.link.known')}
            </button>
          </>
        ) : null}
      </div>
      <FailureNotice failure={opening.failure ?? adding.failure} />
    </>
  );
}
