import { useId } from 'react';
import { useSay } from '../i18n/language.js';
import type { CircleView } from '../keeper/view-circle.js';
import { KeptHint } from '../parts/kept-hint.js';
import { Unfold } from '../parts/unfold.js';
import { goTo } from '../router.js';
import { useDraft } from '../session/draft.js';
import { keeper } from '../session/keeper.js';
import { nameOfCircle } from '../parts/circle-name.js';
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
  const draft = useDraft(view.answer.id, 'hand-over');
  const tell = async (circle: string): Promise<void> => {
    const { text, object, base } = draft;
    const whole = `${nameOfCircle(view.answer, say)}\n\n${text}`;
    await keeper.ask('writeNote', circle, { text: whole, object, base });
    await draft.clear(text);
    goTo(`/cases/${circle}`);
  };
  return (
    <HandOverForm label={say('consoleCircles.handOver.tell')} ready={draft.text.trim() !== ''} give={tell}>
      <div className="field">
        <label htmlFor={field}>{say('consoleCircles.handOver.text')}</label>
        <textarea
          autoComplete="off"
          spellCheck={false}
          id={field}
          rows={4}
          value={draft.text}
          readOnly={!draft.isRead}
          onChange={(event) => draft.change(event.target.value)}
          required
        />
        <p className="hint">
          <KeptHint draft={draft} />
        </p>
      </div>
    </HandOverForm>
  );
}
