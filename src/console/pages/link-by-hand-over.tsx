import { useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import { Submit } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { Unfold } from '../parts/unfold.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';
import { Choice } from './case-facts.js';
import type { Detail } from './conversation-detail.js';
import { ConfirmPeople } from './open-other.js';

interface HandOverProps {
  readonly detail: Detail;
  readonly linked: () => Promise<void>;
}

/** For a case that I am not in: one named colleague gets the conversation in a circle of exactly two, and takes it from there. */
export function LinkByHandOver(props: HandOverProps) {
  const say = useSay();
  return (
    <Unfold title={say('consoleInbox.link.handOver')}>
      <p className="hint">{say('consoleInbox.link.other')}</p>
      <HandOverForm {...props} />
    </Unfold>
  );
}

function HandOverForm({ detail, linked }: HandOverProps) {
  const say = useSay();
  const me = useMe();
  const [colleague, setColleague] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const [opened, setOpened] = useState<string>();
  const { value } = useLoaded(() => keeper.ask('listPeople'));
  const people = value?.people.filter(({ kind, id }) => kind === 'person' && id !== me.staffId) ?? [];
  const giving = useDoing(async () => {
    const members = [{ userId: colleague, rights: 3 }];
    // One that was opened a moment ago and got nothing is used again.
    const circle =
      opened ?? (await keeper.ask('openCircleOf', { kind: 'hand-over', subjectId: null, members }));
    setOpened(circle);
    await keeper.ask('linkConversation', detail.inboxId, detail.id, circle);
    await linked();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void giving.run();
  };
  return (
    <form onSubmit={submit}>
      <Choice
        label={say('consoleCase.members.who')}
        value={colleague}
        options={['', ...people.map(({ id }) => id)]}
        nameOf={(id) =>
          people.find((person) => person.id === id)?.dutyName ?? say('consoleCase.members.choose')
        }
        choose={(id) => {
          setColleague(id);
          setConfirmed(false);
          setOpened(undefined);
        }}
      />
      <ConfirmPeople
        people={people.filter(({ id }) => id === colleague)}
        confirmed={confirmed}
        confirm={setConfirmed}
      />
      <FailureNotice failure={giving.failure} />
      <Submit busy={giving.busy} disabled={!confirmed}>
        {say('consoleInbox.link.give')}
      </Submit>
    </form>
  );
}
