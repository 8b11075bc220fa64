import { useState, type FormEvent } from 'react';
import { writeEvent } from '../../../contracts/sealed/event.js';
import { instant } from '../../../domain/shared/time.js';
import { eventTimes } from '../../assessing/event-times.js';
import { newId } from '../../assessing/new-id.js';
import type { Opened } from '../../assessing/opened.js';
import { useWording } from '../../assessing/use-wording.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import { Field, Submit } from '../../parts/fields.js';
import { KeptHint } from '../../parts/kept-hint.js';
import { LongText } from '../../parts/long-text.js';
import { LostWithTab } from '../../parts/lost-with-tab.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { useDraftFields } from '../../session/draft-fields.js';
import { waiting } from '../../session/waiting.js';
import { useZone } from '../../i18n/zone.js';

interface RecordTriggerProps {
  readonly opened: Opened;
  readonly reload: () => Promise<void>;
}

const empty = { trigger: '', what: '', when: '' };

/** Something happened that asks for a new assessment: what, sealed; until when, for the server. */
export function RecordTrigger({ opened, reload }: RecordTriggerProps) {
  const say = useSay();
  const words = useWording();
  const moment = useMoment();
  const zone = useZone();
  const [due, setDue] = useState<number>();
  const [isLost, setLost] = useState(false);
  const { id, published } = opened;
  const { fields, set, draft } = useDraftFields(id, 'something-happened', empty);
  const { trigger, what, when } = fields;
  const triggers = published?.instrument.triggers ?? [];
  const chosen = triggers.find((each) => each.id === trigger);
  const recording = useDoing(async () => {
    if (!chosen) return;
    const { now, happened, due: until } = eventTimes(when, zone, chosen.withinHours);
    const alarm = newId();
    const text = writeEvent({
      form: 'event/1',
      trigger: chosen.id,
      happened: instant(happened),
      words: `${words(chosen.words)}\n\n${what}`.trim(),
      alarm,
    });
    const became = await waiting.send({
      id: newId(),
      circle: id,
      what: 'trigger',
      madeAt: now,
      refused: null,
      steps: [
        { do: 'trigger', order: { alarm, counter: now, due: until, state: 'set' } },
        { do: 'seal', kind: 'note', object: newId(), text },
      ],
    });
    setLost(became === 'lost-with-tab');
    if (became === 'lost-with-tab') return;
    await draft.clear(draft.text);
    setDue(became === 'sent' ? until : undefined);
    await reload();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void recording.run();
  };
  return (
    <details>
      <summary>{say('level.trigger.title')}</summary>
      <form onSubmit={submit}>
        <p className="hint">{say('level.trigger.body')}</p>
        <Choice
          label={say('assess.trigger')}
          value={trigger}
          empty={say('assess.choose')}
          options={triggers.map((each) => [each.id, words(each.words)] as const)}
          change={(next) => set({ trigger: next })}
        />
        <Field
          label={say('level.trigger.when')}
          hint={say('level.trigger.when.hint')}
          type="datetime-local"
          value={when}
          onChange={({ target }) => set({ when: target.value })}
        />
        <LongText
          label={say('level.trigger.what')}
          value={what}
          most={8_000}
          change={(next) => set({ what: next })}
        />
        <p className="hint">
          <KeptHint draft={draft} />
        </p>
        {due === undefined ? null : (
          <Notice tone="good">{say('level.trigger.done', { at: moment(due) })}</Notice>
        )}
        <LostWithTab isLost={isLost} />
        <FailureNotice failure={recording.failure} />
        <Submit busy={recording.busy} disabled={!chosen}>
          {say('level.trigger.record')}
        </Submit>
      </form>
    </details>
  );
}
