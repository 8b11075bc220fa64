import type { CircleId, CircleKind } from '../../domain/circle/circle.js';
import { notes, type CastName } from './cast.js';
import { CircleClient, everyRight, readsAndWrites } from './circle-client.js';
import type { Person } from './person.js';
import type { StaffClient } from './staff-client.js';

/** Everybody's keys, and a browser in which each is signed in. */
export interface DemoPeople {
  person(name: CastName): Person;
  browser(name: CastName): Promise<StaffClient>;
}

interface DemoCircle {
  readonly kind: CircleKind;
  readonly opener: CastName;
  readonly others: Readonly<Partial<Record<CastName, number>>>;
}

/** Contacts are read by those who answer them and those who are woken for them; the log by those who watch over safety. */
const demoCircles: readonly DemoCircle[] = [
  {
    kind: 'inbox',
    opener: 'Sonja',
    others: { Jovan: readsAndWrites, Lena: readsAndWrites, Mira: readsAndWrites, Ana: everyRight },
  },
  {
    kind: 'security-log',
    opener: 'Ana',
    others: { Mira: everyRight, Sonja: readsAndWrites, Petar: readsAndWrites },
  },
  { kind: 'client-case', opener: 'Goran', others: { Sonja: everyRight, Mira: readsAndWrites } },
];

/** Opens what is not there yet, and writes the notes of the example case that are not. */
export async function settleCircles(people: DemoPeople): Promise<void> {
  for (const { kind, opener, others } of demoCircles) {
    const client = await clientOf(people, opener);
    const id = (await client.find(kind)) ?? (await client.open(kind, named(others, people)));
    if (kind === 'client-case') await writeNotes(id, client, people);
  }
}

const named = (others: DemoCircle['others'], people: DemoPeople) =>
  Object.entries(others).map(([name, rights]) => ({ person: people.person(name as CastName), rights }));

async function writeNotes(id: CircleId, reader: CircleClient, people: DemoPeople): Promise<void> {
  const written = (await reader.length(id)) - 1;
  for (const { author, text } of notes.slice(written)) await (await clientOf(people, author)).note(id, text);
}

const clientOf = async (people: DemoPeople, name: CastName): Promise<CircleClient> =>
  new CircleClient(await people.browser(name), people.person(name), () => Date.now());
