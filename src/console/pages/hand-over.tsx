import { useId, useState } from 'react';
import { newId } from '../assessing/new-id.js';
import { useSay } from '../i18n/language.js';
import type { CircleView } from '../keeper/view-circle.js';
import { Unfold } from '../parts/unfold.js';
import { goTo } from '../router.js';
import { keeper } from '../session/keeper.js';
import { nameOfCircle } from './circle-name.js';
import { HandOverForm } from './hand-over-form.js';

/** Tells one named colleague of this case, in a circle of exactly two, without giving a place in the case. */
export function HandOver({ view }: { readonly view: CircleView }) {
  const say = useSay();
  return (
    <Unfold title={say('consoleCircles.handOver')}>
      <p>{say('consoleCircles.handOver.body')}</p>
      <Telling view={view} />
    </Unfold>
  );
}

function Telling({ view }: { readonly view: CircleView }) {
  const say = useSay();
  const field = useId();
  const [text, setText] = useState('');
  // Sent again after an answer was lost, it is the same note once more and not a second one.
  const [note] = useState(newId);
  const tell = async (circle: string): Promise<void> => {
    await keeper.ask('writeNote', circle, `${nameOfCircle(view.answer, say)}\n\n${text}`, note);
    goTo(`/cases/${circle}`);
  };
  return (
    <HandOverForm label={say('consoleCircles.handOver.tell')} ready={text.trim() !== ''} give={tell}>
      <div className="field">
        <label htmlFor={field}>{say('consoleCircles.handOver.text')}</label>
        <textarea
          autoComplete="off"
          spellCheck={false}
          id={field}
          rows={4}
          value={text}
          onChange={(event) => setText(event.target.value)}
          required
        />
      </div>
    </HandOverForm>
  );
}
