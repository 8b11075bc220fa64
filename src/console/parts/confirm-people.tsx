import { useSay } from '../i18n/language.js';
import type { Confirmed } from '../keeper/open-circles.js';
import type { Person } from '../keeper/people.js';
import { Tick } from './fields.js';
import { Words } from './words.js';

type Named = Pick<Person, 'id' | 'dutyName' | 'words'>;

interface ConfirmProps {
  readonly people: readonly Named[];
  readonly confirmed: readonly Confirmed[];
  readonly confirm: (confirmed: readonly Confirmed[]) => void;
}

/** What is confirmed is what was on the screen: were her words to change, she would not be confirmed any more. */
export const confirmationOf = ({ id, words }: Pick<Named, 'id' | 'words'>): Confirmed => ({
  userId: id,
  words,
});

export const isConfirmed = (person: Named, confirmed: readonly Confirmed[]): boolean =>
  confirmed.some(({ userId, words }) => userId === person.id && words.join() === person.words.join());

/** These, all of them, and at least one. */
export const areConfirmed = (people: readonly Named[], confirmed: readonly Confirmed[]): boolean =>
  people.length > 0 && people.every((person) => isConfirmed(person, confirmed));

/** The list with her in it, or without her when she was. */
export function confirmedOrNot(person: Named, confirmed: readonly Confirmed[]): readonly Confirmed[] {
  const others = confirmed.filter(({ userId }) => userId !== person.id);
  return isConfirmed(person, confirmed) ? others : [...others, confirmationOf(person)];
}

/** A named person confirms named recipients, whose words are on the screen. */
export function ConfirmPeople({ people, confirmed, confirm }: ConfirmProps) {
  const say = useSay();
  if (people.length === 0) return null;
  return (
    <>
      {people.map(({ id, dutyName, words }) => (
        <div key={id}>
          <p>
            <strong>{dutyName}</strong>
          </p>
          <Words words={words} label={say('consolePeople.wordsOf', { name: dutyName })} />
        </div>
      ))}
      <Tick
        label={say('consoleCircles.confirm', { names: people.map(({ dutyName }) => dutyName).join(', ') })}
        checked={areConfirmed(people, confirmed)}
        onChange={(event) => confirm(event.target.checked ? people.map(confirmationOf) : [])}
      />
    </>
  );
}

interface ConfirmOneProps {
  readonly person: Named;
  readonly confirmed: readonly Confirmed[];
  readonly confirm: (confirmed: readonly Confirmed[]) => void;
}

/** One of several, each with a yes of her own. */
export function ConfirmOne({ person, confirmed, confirm }: ConfirmOneProps) {
  const say = useSay();
  const name = person.dutyName;
  return (
    <>
      <Words words={person.words} label={say('consolePeople.wordsOf', { name })} />
      <Tick
        label={say('consoleCase.members.confirm', { name })}
        checked={isConfirmed(person, confirmed)}
        onChange={() => confirm(confirmedOrNot(person, confirmed))}
      />
    </>
  );
}
