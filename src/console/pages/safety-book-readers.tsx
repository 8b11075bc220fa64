import { useSay } from '../i18n/language.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';

/** Coordinators are asked whether or not they are in the book. Who cannot read it is named before anything is typed. */
export function WhoCannotRead({ book }: { readonly book: string }) {
  const say = useSay();
  const { value: outside } = useLoaded(() => coordinatorsOutside(book));
  if (!outside || outside.length === 0) return null;
  return <p className="hint">{say('missionYes.door.outside', { names: outside.join(', ') })}</p>;
}

async function coordinatorsOutside(book: string): Promise<readonly string[]> {
  const [circles, { people }] = await Promise.all([keeper.ask('safetyCircles'), keeper.ask('listPeople')]);
  const members = circles.book?.id === book ? circles.book.members : [];
  const isIn = ({ id, kv }: { readonly id: string; readonly kv: number }) =>
    members.some((member) => member.userId === id && member.kv === kv);
  return people
    .filter((person) => !person.isMe && person.roles.includes('coordinator') && !isIn(person))
    .map(({ dutyName }) => dutyName);
}
