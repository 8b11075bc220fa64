import { useState, type FormEvent } from 'react';
import { assessmentFaults, type FieldFault } from '../../../contracts/sealed/assessment-faults.js';
import { tooLongIn, type AssessmentText } from '../../../contracts/sealed/assessment.js';
import type { Published } from '../../../domain/assessment/instrument.js';
import { isOutdated } from '../../assessing/carry-over.js';
import { extractSteps } from '../../assessing/evaluation-extract.js';
import { datedAt, orderOf, textOf, type Form } from '../../assessing/form.js';
import { dateSteps, keyDatesIn, triggerFor } from '../../assessing/key-dates.js';
import { unseenIn } from '../../assessing/looked-at.js';
import { newId } from '../../assessing/new-id.js';
import { newsIn, notLookedAt } from '../../assessing/news.js';
import { openFile, type Opened } from '../../assessing/opened.js';
import { wordingIn } from '../../assessing/use-wording.js';
import { useLanguage, useMoment, useSay } from '../../i18n/language.js';
import type { Step } from '../../keeper/order.js';
import { Submit } from '../../parts/fields.js';
import { LevelBadge } from '../../parts/level-badge.js';
import { LostWithTab } from '../../parts/lost-with-tab.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { goTo } from '../../router.js';
import { useDoing } from '../../session/doing.js';
import { waiting } from '../../session/waiting.js';
import { formKey } from './form-key.js';
import { useZone } from '../../i18n/zone.js';
import { Missing } from './missing.js';

interface SignPartProps {
  readonly opened: Opened;
  readonly published: Published;
  readonly form: Form;
  readonly keepNow: () => Promise<boolean>;
  readonly letGo: () => void;
  /** To where a fault is mended, wherever that stands. */
  readonly leadTo: (at: string) => void;
  readonly reload: () => Promise<void>;
}

/** What is still missing, and the signature. */
export function SignPart({ opened, published, form, keepNow, letGo, leadTo, reload }: SignPartProps) {
  const say = useSay();
  const moment = useMoment();
  const zone = useZone();
  const { language } = useLanguage();
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const [isLost, setLost] = useState(false);
  const outdated = isOutdated(form, opened.last);
  const preview = textOf(published, form, datedAt(form, opened.last, opened.readAt));
  const signing = useDoing(async () => {
    const now = Date.now();
    // What a colleague wrote while this form stood open is seen before it is answered. Unheard: the last reading counts, and its time.
    const fresh = await openFile(opened.id).catch(() => opened);
    if (isOutdated(form, fresh.last)) return reload();
    const text = textOf(published, form, datedAt(form, fresh.last, fresh.readAt));
    const found = [
      ...assessmentFaults(published.instrument, text),
      ...ownFaults(fresh, published, form),
      ...tooLongIn(text),
    ];
    setFaults(found);
    if (found.some(({ at }) => at === 'news')) return reload();
    if (found.length > 0) return;
    await keepNow();
    const extract = await extractSteps(opened.evaluation, published, form.object, text, 0);
    const steps = [
      ...stepsFor(fresh, published, form, text, zone, now, (words) => wordingIn(language, words)),
      ...extract,
    ];
    const outcome = await waiting.send({
      id: newId(),
      circle: opened.id,
      what: 'assessment',
      madeAt: now,
      refused: null,
      steps,
    });
    letGo();
    setLost(outcome === 'lost-with-tab');
    if (outcome === 'sent') goTo(`/cases/${opened.id}/plan`);
    else await reload();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void signing.run();
  };
  return (
    <form className="card" onSubmit={submit}>
      <h2>{say('assess.sign')}</h2>
      <p>
        {say('assess.sign.computed')} <LevelBadge level={preview.level.computed} />{' '}
        {form.override ? (
          <>
            {say('assess.sign.inForce')} <LevelBadge level={preview.level.inForce} />
          </>
        ) : null}
      </p>
      <p>{say('assess.sign.next', { at: moment(preview.level.due) })}</p>
      <p className="hint">{say('assess.sign.body')}</p>
      <Missing faults={faults} leadTo={leadTo} />
      <LostWithTab isLost={isLost} />
      <FailureNotice failure={signing.failure} />
      {outdated ? <Notice tone="bad">{say('assess.sign.outdated')}</Notice> : null}
      <Submit busy={signing.busy} disabled={outdated}>
        {say('assess.sign.do')}
      </Submit>
    </form>
  );
}

/** What the console asks for beside the instrument's own rules. */
function ownFaults({ file, plan, last }: Opened, { instrument }: Published, form: Form): FieldFault[] {
  const unjudged =
    form.previous === null || form.reason === 'correction'
      ? []
      : (plan?.text.measures ?? []).filter(
          ({ id, state }) => state !== 'dropped' && form.effects[id] === undefined,
        );
  return [
    ...notLookedAt(form, newsIn(file, last)).map(() => ({ at: 'news', rule: 'unseen' })),
    ...unseenIn(instrument, form, last).map((id) => ({ at: `answers.${id}`, rule: 'unseen' })),
    ...unjudged.map(({ id }) => ({ at: `effects.${id}`, rule: 'missing' })),
  ];
}

function stepsFor(
  { file }: Opened,
  published: Published,
  form: Form,
  text: AssessmentText,
  zone: string,
  now: number,
  wording: (words: Published['instrument']['title']) => string,
): Step[] {
  const { instrument } = published;
  const known = keyDatesIn(file);
  const dates = instrument.items.flatMap((item) => {
    const day = text.dates[item.id];
    if (day === undefined) return [];
    const trigger = triggerFor(instrument, item);
    const words = trigger ? wording(trigger.words) : wording(item.question);
    const replaced = known.find((date) => date.text.item === item.id);
    // A correction is dated as what it corrects, when nobody knew of it.
    const isAssessed = form.reason !== 'correction';
    return dateSteps({ day, trigger, words, item: item.id, isAssessed }, replaced, file, zone, now);
  });
  return [
    { do: 'assess', order: orderOf(form, text) },
    ...Object.entries(form.effects).map(([measure, effect]): Step => ({
      do: 'measure',
      measure,
      to: { effect },
    })),
    ...dates,
    { do: 'forget-draft', key: formKey(published) },
  ];
}
