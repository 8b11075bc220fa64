import { useSay } from '../i18n/language.js';
import { Notice } from '../parts/notice.js';
import { Unfold } from '../parts/unfold.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import type { Detail } from './conversation-detail.js';
import { HandOverForm } from './hand-over-form.js';
import { IntoCase, isOpenCase } from './into-case.js';

interface LinkProps {
  readonly detail: Detail;
  readonly caseId: string | null;
  readonly linked: () => Promise<void>;
}

/**
 * Gives the conversation to a new case, to a case that I am in, or, for a case that I am not in, to one named colleague
 * through a hand-over. Its keys move there, so that those who are named there read it and the inbox does not any more.
 */
export function LinkToCase({ detail, caseId, linked }: LinkProps) {
  const say = useSay();
  const { id, inboxId } = detail;
  const { value: circles } = useLoaded(() => keeper.ask('listCircles'), `${caseId}`);
  const give = async (to: string): Promise<void> => {
    await keeper.ask('linkConversation', inboxId, id, to);
    await linked();
  };
  return (
    <fieldset>
      <legend>{say('consoleInbox.link')}</legend>
      <p className="hint">{say('consoleInbox.link.body')}</p>
      {caseId ? (
        <Notice tone="good">
          {say('consoleInbox.link.done')} <a href={`#/cases/${caseId}`}>{say('consoleInbox.link.toCase')}</a>
        </Notice>
      ) : null}
      <IntoCase
        known={circles?.filter((circle) => isOpenCase(circle) || circle.kind === 'hand-over') ?? []}
        which={say('consoleInbox.link.which')}
        give={give}
      />
      <Unfold title={say('consoleInbox.link.handOver')}>
        <p className="hint">{say('consoleInbox.link.other')}</p>
        <HandOverForm label={say('consoleInbox.link.give')} give={give} />
      </Unfold>
    </fieldset>
  );
}
