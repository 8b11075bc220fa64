import { isBehind } from '../../../src/domain/escalation/next-step.js';
import { instant, minutes } from '../../../src/domain/shared/time.js';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import { AlertRow, ladderOf } from '../../../src/server/escalation/alert.row.js';
import { rows } from '../../../src/server/platform/database/database.js';
import type { TestDatabase } from '../../server/support/test-database.js';
import type { TestInbox } from '../../server/support/test-inbox.js';
import { phoneOf } from '../support/house.js';

export interface Remains {
  /** Texts in the channels of the inbox, as often as they are there; every channel was verified whole. */
  readonly texts: readonly string[];
  readonly redConversations: number;
  readonly alerts: readonly AlertRow[];
  /** Alerts of which no phone of the first rung shows the number. */
  readonly unseen: readonly number[];
  /** Alerts in whose timeline a rung is missing, or stands twice. */
  readonly broken: readonly number[];
  /** Alerts that should have climbed by now and have not. */
  readonly behind: readonly number[];
}

/** Reads what is left after the storm, with the secret of the inbox, which no server has. */
export async function whatRemains(test: TestDatabase, inbox: TestInbox, sandbox: Sandbox): Promise<Remains> {
  const { reader } = test.database;
  const texts = (await inbox.said()).flatMap((said) => (said.kind === 'text' ? [said.text] : []));
  const redRows = await rows(reader, `select 1 from conversation where priority = 'RED'`);
  const alerts = await reader.find(AlertRow, { order: { number: 'ASC' } });
  const red = alerts.filter(({ policy }) => policy.id === 'contact-RED');
  const rungs = await rungsOf(test);
  return {
    texts,
    redConversations: redRows.length,
    alerts: red,
    unseen: red.filter((alert) => !isSeen(sandbox, alert)).map(({ number }) => number),
    broken: red.filter((alert) => !isWhole(rungs.get(alert.id) ?? [])).map(({ number }) => number),
    behind: red
      .filter((alert) => isBehind(ladderOf(alert), instant(Date.now()), minutes(1)))
      .map(({ number }) => number),
  };
}

/** Somebody of the first rung was called, alone or in a group of alerts. */
function isSeen(sandbox: Sandbox, alert: AlertRow): boolean {
  return [phoneOf.mira, phoneOf.jovan].some((phone) =>
    sandbox
      .phone(phone)
      .messages('staff')
      .some(({ text }) => text.includes(String(alert.subjectNumber)) || /× \d+/.test(text)),
  );
}

async function rungsOf(test: TestDatabase): Promise<Map<string, number[]>> {
  const events = await rows<{ alert_id: string; rung: number }>(
    test.database.reader,
    `select alert_id, rung from alert_event where what = 'climbed' order by at, id`,
  );
  const rungs = new Map<string, number[]>();
  for (const { alert_id, rung } of events) rungs.set(alert_id, [...(rungs.get(alert_id) ?? []), rung]);
  return rungs;
}

/** Rungs in order, none twice. Rungs that were due together after an outage are climbed as one and leave a gap. */
function isWhole(rungs: readonly number[]): boolean {
  return rungs.length > 0 && rungs.every((rung, index) => index === 0 || rung > rungs[index - 1]!);
}
