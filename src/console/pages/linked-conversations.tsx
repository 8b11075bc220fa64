import type { ReactNode } from 'react';
import { useMoment, useSay } from '../i18n/language.js';
import type { LinkedConversation } from '../keeper/read-linked.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { IntoCase, isOpenCase } from './into-case.js';
import { ReadTranscript } from './transcript.js';
import { WhatIsKnown } from './what-is-known.js';

interface LinkedConversationsProps {
  readonly id: string;
  readonly head: number;
  /** A hand-over whose conversations I may take into a case. */
  readonly mayGiveOn: boolean;
}

/** What contacts said before it became a case: read with the case's own keys, signatures of bot and operators unbroken. */
export function LinkedConversations({ id, head, mayGiveOn }: LinkedConversationsProps) {
  const { value, failure, reload } = useLoaded(() => keeper.ask('readLinkedOf', id), `${id} ${head}`);
  return (
    <>
      <FailureNotice failure={failure} />
      {value?.map((linked) => (
        <Linked key={linked.seq} linked={linked}>
          {mayGiveOn && linked.state === 'read' ? (
            <GiveOn handOver={id} seq={linked.seq} given={reload} />
          ) : null}
        </Linked>
      ))}
    </>
  );
}

interface LinkedProps {
  readonly linked: LinkedConversation;
  readonly children: ReactNode;
}

function Linked({ linked, children }: LinkedProps) {
  const say = useSay();
  const moment = useMoment();
  const { author, ms } = linked;
  return (
    <details className="card">
      <summary>{say('consoleInbox.inCase.title')}</summary>
      <p className="hint">{say('consoleInbox.inCase.by', { name: author, at: moment(ms) })}</p>
      <Cited linked={linked} />
      {children}
    </details>
  );
}

function Cited({ linked: { state, lines, reason } }: Pick<LinkedProps, 'linked'>) {
  const say = useSay();
  if (state === 'given-on') return <Notice>{say('consoleInbox.inCase.givenOn')}</Notice>;
  if (state === 'failed') return <Notice tone="bad">{say('consoleInbox.inCase.failed', { reason })}</Notice>;
  return (
    <>
      <WhatIsKnown lines={lines} />
      <ReadTranscript lines={lines} />
    </>
  );
}

interface GiveOnProps {
  readonly handOver: string;
  readonly seq: number;
  readonly given: () => Promise<void>;
}

/** She to whom it was handed takes it into her case, where everybody of the case reads it. */
function GiveOn({ handOver, seq, given }: GiveOnProps) {
  const say = useSay();
  const { value: circles } = useLoaded(() => keeper.ask('listCircles'));
  const give = async (caseId: string): Promise<void> => {
    await keeper.ask('giveOn', handOver, seq, caseId);
    await given();
  };
  return (
    <fieldset>
      <legend>{say('consoleInbox.link')}</legend>
      <p className="hint">{say('consoleInbox.inCase.giveOn')}</p>
      <IntoCase
        known={circles?.filter(isOpenCase) ?? []}
        which={say('consoleInbox.inCase.which')}
        give={give}
      />
    </fieldset>
  );
}
