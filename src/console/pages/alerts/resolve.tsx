import { useId, useState, type FormEvent } from 'react';
import { resolveAlert } from '../../../contracts/escalation/alerts.js';
import { call } from '../../api/call.js';
import { namesOfStaff } from '../../api/names-of-staff.js';
import { useSay } from '../../i18n/language.js';
import { hasRight } from '../../keeper/has-right.js';
import { Choice } from '../../parts/choice.js';
import { Dialog } from '../../parts/dialog.js';
import { Submit } from '../../parts/fields.js';
import { KeptHint } from '../../parts/kept-hint.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { goTo } from '../../router.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { useDraft } from '../../session/draft.js';
import { keeper } from '../../session/keeper.js';
import { useMe } from '../../session/session.js';
import { right } from '../right-ticks.js';
import { alertName, type AlertCardProps } from './alert-words.js';
import { OpenSecurityLog } from './security-log.js';

type ResolveProps = AlertCardProps & { readonly close: () => void };

/** The end of an alert: what happened is sealed into a security log first, then the alert is over. */
export function ResolveDialog(props: ResolveProps) {
  const say = useSay();
  const { staffId } = useMe();
  const { value: logs, failure, reload } = useLoaded(() => logsOf(staffId));
  return (
    <Dialog
      title={say('consoleAlerts.resolve.title', { alert: alertName(props.alert, say) })}
      close={props.close}
    >
      <FailureNotice failure={failure} />
      {logs === undefined ? (
        <p aria-busy="true">{say('console.loading')}</p>
      ) : logs.length > 0 ? (
        <NoteAndEnd {...props} logs={logs} />
      ) : (
        <WithoutLog {...props} opened={reload} />
      )}
    </Dialog>
  );
}

interface Log {
  readonly id: string;
  readonly names: string;
}

/** The security logs in which I may write. */
async function logsOf(me: string): Promise<Log[]> {
  const circles = await keeper.ask('listCircles');
  const names = await namesOfStaff();
  return circles
    .filter((circle) => circle.kind === 'security-log' && hasRight(circle, me, right.write))
    .map(({ id, members }) => ({
      id,
      names: members.flatMap(({ userId }) => names.get(userId) ?? []).join(', '),
    }));
}

function NoteAndEnd({ alert, changed, close, logs }: ResolveProps & { readonly logs: readonly Log[] }) {
  const say = useSay();
  const field = useId();
  const [log, setLog] = useState(logs[0]?.id ?? '');
  const [noted, setNoted] = useState(false);
  // Kept under the first log, whichever is chosen: another choice must not part her from what she typed.
  const draft = useDraft(logs[0]?.id ?? '', `alert ${alert.id}`);
  const ending = useDoing(async () => {
    if (!noted) {
      const first = say('consoleAlerts.resolve.firstLine', { alert: alertName(alert, say) });
      const { text, object, base } = draft;
      await keeper.ask('writeNote', log, { text: `${first}\n\n${text}`, object, base });
      await draft.clear(text);
      setNoted(true);
    }
    await call(resolveAlert, { params: { id: alert.id }, body: { outcome: 'resolved' } });
    close();
    await changed();
    goTo(`/alerts/${alert.id}`);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void ending.run();
  };
  return (
    <form onSubmit={submit}>
      <p id={`${field}-hint`}>{say('consoleAlerts.resolve.body')}</p>
      <WhichLog logs={logs} log={log} choose={setLog} />
      {noted ? (
        <Notice tone="good">{say('consoleAlerts.resolve.noted')}</Notice>
      ) : (
        <div className="field">
          <label htmlFor={field}>{say('consoleAlerts.resolve.note')}</label>
          <textarea
            autoComplete="off"
            spellCheck={false}
            id={field}
            aria-describedby={`${field}-hint`}
            value={draft.text}
            readOnly={!draft.isRead}
            onChange={(event) => draft.change(event.target.value)}
            autoFocus
          />
          <p className="hint">
            <KeptHint draft={draft} />
          </p>
        </div>
      )}
      <FailureNotice failure={ending.failure} />
      <div className="row">
        <Submit busy={ending.busy} disabled={!noted && draft.text.trim() === ''}>
          {say('consoleAlerts.resolve.send')}
        </Submit>
        <button type="button" onClick={close}>
          {say('console.cancel')}
        </button>
      </div>
    </form>
  );
}

interface WhichLogProps {
  readonly logs: readonly Log[];
  readonly log: string;
  readonly choose: (log: string) => void;
}

function WhichLog({ logs, log, choose }: WhichLogProps) {
  const say = useSay();
  const nameOf = ({ names }: Log): string => say('consoleAlerts.resolve.log.of', { names });
  const [only] = logs;
  if (only && logs.length === 1) return <p className="hint">{nameOf(only)}</p>;
  return (
    <Choice
      label={say('consoleAlerts.resolve.log')}
      value={log}
      options={logs.map((each) => [each.id, nameOf(each)] as const)}
      change={choose}
    />
  );
}

/** Nowhere to write: how a log comes about, and a way to end the alert all the same, or it would call people for ever. */
function WithoutLog({
  alert,
  changed,
  close,
  opened,
}: ResolveProps & { readonly opened: () => Promise<void> }) {
  const say = useSay();
  const { roles } = useMe();
  const mayOpen = roles.some((role) => ['focal-point', 'coordinator', 'director'].includes(role));
  const ending = useDoing(async () => {
    await call(resolveAlert, { params: { id: alert.id }, body: { outcome: 'resolved' } });
    close();
    await changed();
  });
  return (
    <>
      <p>{say('consoleAlerts.resolve.noLog')}</p>
      {mayOpen ? <OpenSecurityLog opened={opened} /> : <p>{say('consoleAlerts.resolve.noLog.ask')}</p>}
      <FailureNotice failure={ending.failure} />
      <div className="row">
        <button type="button" className="quiet" disabled={ending.busy} onClick={() => void ending.run()}>
          {say('consoleAlerts.resolve.without')}
        </button>
        <button type="button" className="quiet" onClick={close}>
          {say('console.cancel')}
        </button>
      </div>
    </>
  );
}
