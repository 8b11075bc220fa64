import { useState, type FormEvent, type ReactNode } from 'react';
import { longestPlanText } from '../../contracts/sealed/visit-plan.js';
import {
  MISSION_ANSWERS,
  MISSION_CHECKS,
  needsYes,
  type MissionCheck,
} from '../../domain/safety/mission-check.js';
import { useMinutes, useSay } from '../i18n/language.js';
import { Choice } from '../parts/choice.js';
import { Field, Submit } from '../parts/fields.js';
import { LongText } from '../parts/long-text.js';
import { KeptHint } from '../parts/kept-hint.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { goTo } from '../router.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { useDraft } from '../session/draft.js';
import { failureOf } from '../session/failure.js';
import { keeper } from '../session/keeper.js';
import { useZone } from '../i18n/zone.js';
import { readWallText, wallText } from '../../domain/shared/wall-text.js';
import { instant } from '../../domain/shared/time.js';

const everyMinutes = [15, 30, 45, 60, 90, 120, 180, 240] as const;
type TextName = 'where' | 'withWhom' | 'why' | 'how' | 'back' | 'ifMissing';

interface PlanForm {
  readonly when: string;
  readonly every: number;
  readonly texts: Readonly<Record<TextName, string>>;
  readonly check: MissionCheck;
}

const empty: PlanForm = {
  when: '',
  every: 60,
  texts: { where: '', withWhom: '', why: '', how: '', back: '', ifMissing: '' },
  check: {},
};

/** What was typed before, as long as it is ours. */
function formIn(draft: string): PlanForm {
  try {
    return { ...empty, ...(JSON.parse(draft) as Partial<PlanForm>) };
  } catch {
    return empty;
  }
}

export function PlanVisitPage() {
  const say = useSay();
  const circles = useLoaded(() => keeper.ask('safetyCircles'));
  return (
    <>
      <p className="crumb">
        <a href="#/safety">{say('consoleSafety.plan.back')}</a>
      </p>
      <h1>{say('consoleSafety.plan')}</h1>
      <FailureNotice failure={circles.failure} />
      {circles.value && !circles.value.book ? <Notice>{say('consoleSafety.incident.noPlace')}</Notice> : null}
      {circles.value?.book ? <PlanVisitForm book={circles.value.book.id} /> : null}
    </>
  );
}

/** What is typed is kept encrypted at every pause, so that a reload on the way to the car loses nothing. */
function PlanVisitForm({ book }: { readonly book: string }) {
  const say = useSay();
  const span = useMinutes();
  const draft = useDraft(book, 'visit-plan');
  const zone = useZone();
  const [firstWhen] = useState(() => wallText(instant(Date.now()), zone));
  const form = formIn(draft.text);
  const when = form.when || firstWhen;
  const set = (over: Partial<PlanForm>): void => draft.change(JSON.stringify({ ...form, ...over }));
  const text = (name: TextName, hint?: string): ReactNode => (
    <LongText
      label={say(name === 'back' ? 'consoleSafety.plan.back.when' : `consoleSafety.plan.${name}`)}
      hint={hint}
      value={form.texts[name]}
      most={longestPlanText}
      change={(words) => set({ texts: { ...form.texts, [name]: words } })}
    />
  );
  const sending = useDoing(async () => {
    const check = Object.fromEntries(
      MISSION_CHECKS.map((id) => [id, form.check[id] ?? 'unknown']),
    ) as Required<MissionCheck>;
    const plan = { form: 'visit-plan/1' as const, ...form.texts, check };
    const plannedAt = readWallText(when, zone) ?? NaN;
    const { object, text: typed } = draft;
    const visit = { book, object, plannedAt, checkInMinutes: form.every, plan };
    await keeper.ask('planFieldVisit', visit).catch(async (caught: unknown) => {
      // An earlier sending arrived, with other words. What is here now is another visit, if it is still wanted.
      if (failureOf(caught).code === 'visit-known') await draft.clear('');
      throw caught;
    });
    await draft.clear(typed);
    goTo('/safety');
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void sending.run();
  };
  if (!draft.isRead) return <p aria-busy="true">{say('console.loading')}</p>;
  return (
    <form className="narrow" onSubmit={submit}>
      {text('where')}
      {text('withWhom')}
      {text('why')}
      {text('how')}
      <Field
        label={say('consoleSafety.plan.when')}
        type="datetime-local"
        value={when}
        onChange={(event) => set({ when: event.target.value })}
      />
      {text('back')}
      <Choice
        label={say('consoleSafety.plan.every')}
        value={String(form.every)}
        options={everyMinutes.map((minutes) => [String(minutes), span(minutes)])}
        change={(value) => set({ every: Number(value) })}
      />
      {text('ifMissing', say('consoleSafety.plan.ifMissing.hint'))}
      <h2>{say('consoleSafety.plan.check')}</h2>
      <p className="hint">{say('consoleSafety.plan.check.hint')}</p>
      {MISSION_CHECKS.map((id) => (
        <fieldset key={id}>
          <legend>{say(`consoleSafety.check.${id}`)}</legend>
          <div className="row">
            {MISSION_ANSWERS.map((answer) => (
              <label key={answer} className="pick">
                <input
                  autoComplete="off"
                  type="radio"
                  name={id}
                  checked={form.check[id] === answer}
                  onChange={() => set({ check: { ...form.check, [id]: answer } })}
                />
                {say(`consoleSafety.answer.${answer}`)}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <Notice tone={needsYes(form.check) ? 'warn' : 'good'}>
        {say(needsYes(form.check) ? 'consoleSafety.plan.needsYes' : 'consoleSafety.plan.clear')}
      </Notice>
      <FailureNotice failure={sending.failure} />
      <p className="hint">
        {say('consoleSafety.plan.sealed')} <KeptHint draft={draft} />
      </p>
      <Submit busy={sending.busy} disabled={form.texts.where.trim() === ''}>
        {say('consoleSafety.plan.send')}
      </Submit>
    </form>
  );
}
