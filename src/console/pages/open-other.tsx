import { useState, type FormEvent } from 'react';
import { CIRCLE_KINDS, isAboutWorker, type CircleKind } from '../../domain/circle/circle.js';
import { mayOpen } from '../../domain/circle/membership.js';
import { useSay } from '../i18n/language.js';
import type { Confirmed } from '../keeper/open-circles.js';
import { Choice } from '../parts/choice.js';
import { areConfirmed, ConfirmPeople } from '../parts/confirm-people.js';
import { Submit, Tick } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { Unfold } from '../parts/unfold.js';
import { goTo } from '../router.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';

/** What is opened here: a case has a button of its own, an inbox its own page, a hand-over begins in a case. */
const otherKinds = CIRCLE_KINDS.filter(
  (kind) => kind !== 'client-case' && kind !== 'inbox' && kind !== 'hand-over',
);

const readsAndWrites = 3;

/** A security log, a file, an evaluation: for those who may, with the colleagues whom they name. */
export function OpenOther() {
  const say = useSay();
  const me = useMe();
  const own = { id: me.staffId, roles: me.roles };
  const kinds = otherKinds.filter((kind) => mayOpen(kind, own, me.staffId));
  return (
    <Unfold title={say('consoleCircles.other')}>
      <OtherForm kinds={kinds} />
    </Unfold>
  );
}

function OtherForm({ kinds }: { readonly kinds: readonly CircleKind[] }) {
  const say = useSay();
  const me = useMe();
  const [kind, setKind] = useState<CircleKind>(kinds[0] ?? 'worker-file');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [confirmed, setConfirmed] = useState<readonly Confirmed[]>([]);
  const { value, failure } = useLoaded(() => keeper.ask('listPeople'));
  const people = value?.people.filter((person) => person.kind === 'person') ?? [];
  const isAboutMe = isAboutWorker(kind);
  const named = people.filter(({ id }) => chosen.includes(id));
  const opening = useDoing(async () => {
    const given = confirmed.map((person) => ({ ...person, rights: readsAndWrites }));
    const order = { kind, subjectId: isAboutMe ? me.staffId : null, members: given };
    goTo(`/cases/${await keeper.ask('openCircleOf', order)}`);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void opening.run();
  };
  return (
    <form onSubmit={submit}>
      <Choice
        label={say('consoleCircles.kind')}
        value={kind}
        options={kinds.map((each) => [each, say(`consoleCase.kind.${each}`)] as const)}
        change={setKind}
      />
      <p className="hint">{say(`consoleCircles.help.${kind}` as 'consoleCircles.help.security-log')}</p>
      <fieldset>
        <legend>{say('consoleCircles.with')}</legend>
        {people
          .filter(({ id }) => id !== me.staffId)
          .map(({ id, dutyName }) => (
            <Tick
              key={id}
              label={dutyName}
              checked={chosen.includes(id)}
              onChange={() => {
                setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
                setConfirmed([]);
              }}
            />
          ))}
      </fieldset>
      <ConfirmPeople people={named} confirmed={confirmed} confirm={setConfirmed} />
      <FailureNotice failure={failure ?? opening.failure} />
      <Submit busy={opening.busy} disabled={named.length > 0 && !areConfirmed(named, confirmed)}>
        {say('consoleCircles.openIt')}
      </Submit>
    </form>
  );
}
