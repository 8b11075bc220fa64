import { useState, type FormEvent, type ReactNode } from 'react';
import { useSay } from '../i18n/language.js';
import type { Confirmed } from '../keeper/open-circles.js';
import { Choice } from '../parts/choice.js';
import { areConfirmed, ConfirmPeople } from '../parts/confirm-people.js';
import { Submit } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';

interface HandOverFormProps {
  /** What the button says. */
  readonly label: string;
  /** What else is to be filled in, above the button. */
  readonly children?: ReactNode;
  /** Whether that is filled in. */
  readonly ready?: boolean;
  /** Puts something into the circle of two. When it fails, trying again gets the same circle. */
  readonly give: (circle: string) => Promise<unknown>;
}

/** One colleague, chosen by name and confirmed by her words, in a circle of exactly two. */
export function HandOverForm({ label, children, ready = true, give }: HandOverFormProps) {
  const say = useSay();
  const me = useMe();
  const [colleague, setColleague] = useState('');
  const [confirmed, setConfirmed] = useState<readonly Confirmed[]>([]);
  const [opened, setOpened] = useState<string>();
  const { value, failure } = useLoaded(() => keeper.ask('listPeople'));
  const people = value?.people.filter(({ kind, id }) => kind === 'person' && id !== me.staffId) ?? [];
  const chosen = people.filter(({ id }) => id === colleague);
  const [given] = confirmed;
  const giving = useDoing(async () => {
    if (!given) return;
    // The one of a moment ago, also when it is not known whether what was given has arrived.
    const circle = opened ?? (await keeper.ask('openHandOver', given));
    setOpened(circle);
    await give(circle);
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
        options={[
          ['', say('consoleCase.members.choose')],
          ...people.map(({ id, dutyName }) => [id, dutyName] as const),
        ]}
        change={(id) => {
          setColleague(id);
          setConfirmed([]);
          setOpened(undefined);
        }}
      />
      <ConfirmPeople people={chosen} confirmed={confirmed} confirm={setConfirmed} />
      {children}
      <FailureNotice failure={failure ?? giving.failure} />
      <Submit busy={giving.busy} disabled={!areConfirmed(chosen, confirmed) || !ready}>
        {label}
      </Submit>
    </form>
  );
}
