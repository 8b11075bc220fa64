import { assessmentFaults } from '../../../contracts/sealed/assessment-faults.js';
import type { Instrument } from '../../../domain/assessment/instrument.js';
import { itemAt } from '../../assessing/item-at.js';
import { shortNameOfItem } from '../../assessing/name-of-item.js';
import { ownInstrument, type Opened } from '../../assessing/opened.js';
import { verdictOnAlarms } from '../../assessing/verdict-on-alarms.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';
import { Notice } from '../../parts/notice.js';

/**
 * What only a reader can see: an assessment that breaks its instrument's rules, and reminders that are not what the sealed records say
 * of them. The server has neither the answers nor the kinds of events.
 */
export function WhatIsWrong({ opened }: { readonly opened: Opened }) {
  return (
    <>
      <Faulty opened={opened} />
      <Alarms opened={opened} />
    </>
  );
}

function Faulty({ opened }: { readonly opened: Opened }) {
  const say = useSay();
  const words = useWording();
  const { last } = opened;
  const instrument = last && ownInstrument(opened, last);
  if (!last || !instrument || typeof instrument === 'string') return null;
  const fields = assessmentFaults(instrument, last.text).map(({ at }) => fieldName(at, instrument, words));
  if (fields.length === 0) return null;
  return <Notice tone="bad">{say('level.faulty', { fields: fields.slice(0, 5).join('; ') })}</Notice>;
}

/** A question in words; any other field by its name in the record. */
function fieldName(at: string, instrument: Instrument, words: ReturnType<typeof useWording>): string {
  const item = itemAt(at);
  return item === undefined ? at : shortNameOfItem(instrument, item, words);
}

function Alarms({ opened }: { readonly opened: Opened }) {
  const say = useSay();
  const verdict = verdictOnAlarms(opened);
  if (!verdict) return null;
  const { faults, unexplained } = verdict;
  const count = (wanted: 'late' | 'missing'): number => faults.filter(({ fault }) => fault === wanted).length;
  return (
    <>
      {(['late', 'missing'] as const).map((each) =>
        count(each) > 0 ? (
          <Notice key={each} tone="bad">
            {say(`level.alarms.${each}`, { count: count(each) })}
          </Notice>
        ) : null,
      )}
      {unexplained.length > 0 ? (
        <Notice tone="warn">{say('level.alarms.unexplained', { count: unexplained.length })}</Notice>
      ) : null}
    </>
  );
}
