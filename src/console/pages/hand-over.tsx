import { useId, useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import type { CircleView } from '../keeper/view-circle.js';
import { Submit } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { Unfold } from '../parts/unfold.js';
import { goTo } from '../router.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';
import { Choice } from './case-facts.js';
import { nameOfCircle } from './cases.js';
import { ConfirmPeople } from './open-other.js';

/** Tells one named colleague of this case, in a circle of exactly two, without giving a place in the case. */
export function HandOver({ view }: { readonly view: CircleView }) {
  const say = useSay();
  return (
    <Unfold title={say('consoleCircles.handOver')}>
      <p>{say('consoleCircles.handOver.body')}</p>
      <HandOverForm view={view} />
    </Unfold>
  );
}

function HandOverForm({ view }: { readonly view: CircleView }) {
  const say = useSay();
  const me = useMe();
  const field = useId();
  const [colleague, setColleague] = useState('');
  const [text, setText] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const { value } = useLoaded(() => keeper.ask('listPeople'));
  const people = value?.people.filter(({ kind, id }) => kind === 'person' && id !== me.staffId) ?? [];
  const telling = useDoing(async () => {
    const members = [{ userId: colleague, rights: 3 }];
    const id = await keeper.ask('openCircleOf', { kind: 'hand-over', subjectId: null, members });
    await keeper.ask('writeNote', id, `${nameOfCircle(view.answer, say)}\n\n${text}`, null);
    goTo(`/cases/${id}`);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void telling.run();
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
        }}
      />
      <ConfirmPeople
        people={people.filter(({ id }) => id === colleague)}
        confirmed={confirmed}
        confirm={setConfirmed}
      />
      <div className="field">
        <label htmlFor={field}>{say('consoleCircles.handOver.text')}</label>
        <textarea
          id={field}
          rows={4}
          value={text}
          onChange={(event) => setText(event.target.value)}
          required
        />
      </div>
      <FailureNotice failure={telling.failure} />
      <Submit busy={telling.busy} disabled={!confirmed || text.trim() === ''}>
        {say('consoleCircles.handOver.tell')}
      </Submit>
    </form>
  );
}
