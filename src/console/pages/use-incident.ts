import { useState } from 'react';
import { askCoordinators } from '../../contracts/safety/incidents.js';
import type { IncidentText } from '../../contracts/sealed/incident.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import type { IncidentVersion, SafetyCircles, WrittenIncident } from '../keeper/safety.js';
import { useDoing } from '../session/doing.js';
import { useDraft, type Draft } from '../session/draft.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';
import { blank, changesIn, notesFor, withAlarmsFor } from './safety-incident-text.js';

export interface IncidentProps {
  readonly id: string;
  readonly number: number;
  readonly reportedAt: number;
  readonly writtenIn: string | null;
  readonly written: WrittenIncident | undefined;
  readonly circles: SafetyCircles;
  /** Duty names by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly sealed: () => Promise<void>;
}

interface TellOthers {
  readonly wanted: boolean;
  readonly done: () => void;
}

/** The newest sealed version with what was typed since, and the way to seal that as the next one. */
export function useIncident(props: IncidentProps, circle: string, tell: TellOthers) {
  const { id, written, circles, sealed } = props;
  const say = useSay();
  const { staffId } = useMe();
  const [isSealed, setSealed] = useState(false);
  const newest = written?.versions.at(-1);
  const draft = useDraft(id, 'incident', beginningAt(newest));
  const before = newestReadable(written);
  const incident = { ...(before ?? blank(props, staffId)), ...changesIn(draft.text) };
  const change = (over: Partial<IncidentText>): void => {
    setSealed(false);
    draft.change(JSON.stringify({ ...changesIn(draft.text), ...over }));
  };
  const seal = async (order: IncidentText): Promise<void> => {
    const { text } = draft;
    const base = await keeper.ask('sealIncident', id, circle, order, draft.base);
    await draft.clear(text, { text: '', base });
    await sealed();
  };
  // What was sealed is not sealed again because a later step failed; that step is tried again.
  const sealing = useDoing(async () => {
    const order = withAlarmsFor(incident, circles, staffId);
    const isNews = draft.text !== '' || !before || order.alarms.length > before.alarms.length;
    try {
      if (isNews) await seal(order);
      setSealed(true);
      await keeper.ask('passOnIncident', order, notesFor(say, order));
      if (tell.wanted) await call(askCoordinators, { params: { id } });
      tell.done();
    } finally {
      await sealed();
    }
  });
  const outrunBy = sealing.busy ? undefined : outrun(draft, newest);
  return { incident, change, draft, outrunBy, isSealed, sealing };
}

const newestReadable = (written: WrittenIncident | undefined): IncidentText | null =>
  written?.versions.findLast(({ incident }) => incident !== null)?.incident ?? null;

/** The version of a colleague that came after what is typed here was begun. */
const outrun = (
  { isRead, isChanged, base }: Draft,
  newest: IncidentVersion | undefined,
): IncidentVersion | undefined => (isRead && isChanged && base !== newest?.hash ? newest : undefined);

const beginningAt = (newest: IncidentVersion | undefined) => ({ text: '', base: newest?.hash ?? null });
