import { useMemo, useState, type FormEvent } from 'react';
import { serverNow } from '../../api/clock.js';
import { alarmTimes } from '../../assessing/date-alarms.js';
import { dateSteps, keyDatesIn } from '../../assessing/key-dates.js';
import { newId } from '../../assessing/new-id.js';
import type { Opened } from '../../assessing/opened.js';
import { verdictOnAlarms } from '../../assessing/verdict-on-alarms.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import { Field, Submit } from '../../parts/fields.js';
import { KeptHint } from '../../parts/kept-hint.js';
import { LostWithTab } from '../../parts/lost-with-tab.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { useDraftFields } from '../../session/draft-fields.js';
import { waiting } from '../../session/waiting.js';
import { useZone } from '../../i18n/zone.js';
import { DateLine, type SendDate } from './date-line.js';

interface KeyDatesProps {
  readonly opened: Opened;
  readonly reload: () => Promise<void>;
}

/** Dates that bring the next review forward. The server knows that something is due, not what. */
export function KeyDates({ opened, reload }: KeyDatesProps) {
  const say = useSay();
  const dates = keyDatesIn(opened.file);
  const faults = useMemo(() => verdictOnAlarms(opened)?.faults ?? [], [opened]);
  const broken = opened.file.alarms.filter(({ fault }) => fault !== null).length;
  const send: SendDate = async (steps) => {
    const now = Date.now();
    const became = await waiting.send({
      id: newId(),
      circle: opened.id,
      what: 'date',
      madeAt: now,
      refused: null,
      steps,
    });
    await reload();
    return became;
  };
  return (
    <details>
      <summary>{say('level.dates.title', { count: dates.length })}</summary>
      <p className="hint">{say('level.dates.body')}</p>
      {broken > 0 ? <Notice tone="bad">{say('level.dates.broken', { count: broken })}</Notice> : null}
      <ul className="list">
        {dates.map((date) => (
          <DateLine
            key={date.object}
            date={date}
            fault={faults.find(({ object }) => object === date.object)?.fault}
            opened={opened}
            send={send}
          />
        ))}
      </ul>
      {opened.file.mayWrite ? <AddDate opened={opened} send={send} /> : null}
    </details>
  );
}

const empty = { day: '', what: '', kind: '' };

interface AddProps {
  readonly opened: Opened;
  readonly send: SendDate;
}

function AddDate({ opened, send }: AddProps) {
  const say = useSay();
  const zone = useZone();
  const words = useWording();
  const { fields, set, draft } = useDraftFields(opened.id, 'new-date', empty);
  const { day, what, kind } = fields;
  const [isLost, setLost] = useState(false);
  const dated = opened.published?.instrument.triggers.filter(({ beforeHours }) => beforeHours !== null) ?? [];
  const trigger = dated.find(({ id }) => id === kind);
  const isPast = day !== '' && alarmTimes(day, trigger, zone, serverNow()).length === 0;
  const adding = useDoing(async () => {
    const order = {
      day,
      trigger,
      words: what || (trigger ? words(trigger.words) : ''),
      item: null,
      isAssessed: false,
    };
    const became = await send(dateSteps(order, undefined, opened.file, zone, serverNow()));
    setLost(became === 'lost-with-tab');
    if (became !== 'lost-with-tab') await draft.clear(draft.text);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void adding.run();
  };
  return (
    <form onSubmit={submit}>
      <Field
        label={say('level.dates.day')}
        type="date"
        value={day}
        onChange={({ target }) => set({ day: target.value })}
      />
      <Choice
        label={say('level.dates.kind')}
        value={kind}
        empty={say('level.dates.kind.other')}
        options={dated.map((each) => [each.id, words(each.words)] as const)}
        change={(next) => set({ kind: next })}
      />
      <Field
        label={say('level.dates.what')}
        value={what}
        most={500}
        onChange={({ target }) => set({ what: target.value })}
      />
      <p className="hint">
        <KeptHint draft={draft} />
      </p>
      {isPast ? <Notice tone="warn">{say('level.dates.past')}</Notice> : null}
      <LostWithTab isLost={isLost} />
      <FailureNotice failure={adding.failure} />
      <Submit busy={adding.busy} disabled={day === '' || isPast || (what === '' && !trigger)}>
        {say('level.dates.add')}
      </Submit>
    </form>
  );
}
