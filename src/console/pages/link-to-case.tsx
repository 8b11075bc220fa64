import { useState } from 'react';
import { useSay } from '../i18n/language.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { nameOfCircle } from './cases.js';
import type { Detail } from './conversation-detail.js';
import { LinkByHandOver } from './link-by-hand-over.js';

interface LinkProps {
  readonly detail: Detail;
  readonly caseId: string | null;
  readonly linked: () => Promise<void>;
}

const aCase = { kind: 'client-case', subjectId: null, members: [] } as const;

/**
 * Gives the conversation to a new case, to a case that I am in, or, for a case that I am not in, to one named colleague
 * through a hand-over. Its keys move there, so that those who are named there read it and the inbox does not any more.
 */
export function LinkToCase({ detail, caseId, linked }: LinkProps) {
  const say = useSay();
  const [target, setTarget] = useState('');
  const [opened, setOpened] = useState<string>();
  const { id, inboxId } = detail;
  const { value: circles } = useLoaded(() => keeper.ask('listCircles'), `${caseId}`);
  const linking = useDoing(async (to: string) => {
    await keeper.ask('linkConversation', inboxId, id, to);
    await linked();
  });
  const opening = useDoing(async () => {
    // A case that was opened a moment ago and got nothing is used again.
    const fresh = opened ?? (await keeper.ask('openCircleOf', aCase));
    setOpened(fresh);
    await keeper.ask('linkConversation', inboxId, id, fresh);
    await linked();
  });
  const known = circles?.filter(
    ({ kind, facts }) => (kind === 'client-case' && facts?.state !== 'closed') || kind === 'hand-over',
  );
  return (
    <fieldset>
      <legend>{say('consoleInbox.link')}</legend>
      <p className="hint">{say('consoleInbox.link.body')}</p>
      {caseId ? (
        <Notice tone="good">
          {say('consoleInbox.link.done')} <a href={`#/cases/${caseId}`}>{say('consoleInbox.link.toCase')}</a>
        </Notice>
      ) : null}
      <div className="row">
        <button
          type="button"
          disabled={opening.busy}
          aria-busy={opening.busy}
          onClick={() => void opening.run()}
        >
          {say('consoleInbox.link.new')}
        </button>
        {known && known.length > 0 ? (
          <>
            <select
              className="quiet"
              aria-label={say('consoleInbox.link.which')}
              value={target}
              onChange={(event) => setTarget(event.target.value)}
            >
              <option value="">{say('consoleInbox.link.which')}</option>
              {known.map((circle) => (
                <option key={circle.id} value={circle.id}>
                  {nameOfCircle(circle, say)}
                </option>
              ))}
            </select>
            <button
              type="button"
              disabled={target === '' || linking.busy}
              onClick={() => void linking.run(target)}
            >
              {say('consoleInbox.link.known')}
            </button>
          </>
        ) : null}
      </div>
      <LinkByHandOver detail={detail} linked={linked} />
      <FailureNotice failure={opening.failure ?? linking.failure} />
    </fieldset>
  );
}
