import { useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import type { Confirmed } from '../keeper/open-circles.js';
import type { Person } from '../keeper/people.js';
import { confirmedOrNot, isConfirmed } from '../parts/confirm-people.js';
import { Submit, Tick } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { Words } from '../parts/words.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';

const lookers: readonly string[] = ['focal-point', 'coordinator', 'director'];

interface ChooseProps {
  readonly title: string;
  readonly body: string;
  readonly send: string;
  readonly open: (people: readonly Confirmed[]) => Promise<unknown>;
  readonly opened: () => Promise<void>;
}

/** A circle is opened only for named people, each of whose words somebody has compared. */
export function ChoosePeople({ title, body, send, open, opened }: ChooseProps) {
  const say = useSay();
  const { value, failure } = useLoaded(() => keeper.ask('listPeople'));
  const [chosen, setChosen] = useState<readonly Confirmed[]>([]);
  const opening = useDoing(async () => {
    await open(chosen);
    await opened();
  });
  const candidates = value?.people.filter(isLooker) ?? [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void opening.run();
  };
  return (
    <form className="card" onSubmit={submit}>
      <h2>{title}</h2>
      <p>{body}</p>
      <FailureNotice failure={failure ?? opening.failure} />
      {value && candidates.length === 0 ? <p className="empty">{say('consoleSafety.book.none')}</p> : null}
      {candidates.map((person) => (
        <div key={person.id}>
          <Words words={person.words} label={say('consolePeople.wordsOf', { name: person.dutyName })} />
          <Tick
            label={say('consoleSafety.book.mean', { name: person.dutyName })}
            checked={isConfirmed(person, chosen)}
            onChange={() => setChosen(confirmedOrNot(person, chosen))}
          />
        </div>
      ))}
      <Submit busy={opening.busy} disabled={chosen.length === 0}>
        {send}
      </Submit>
    </form>
  );
}

const isLooker = ({ kind, roles, isMe, roleDiffers }: Person): boolean =>
  kind === 'person' && !isMe && !roleDiffers && roles.some((role) => lookers.includes(role));

export const toggled = <T,>(list: readonly T[], one: T): readonly T[] =>
  list.includes(one) ? list.filter((each) => each !== one) : [...list, one];
