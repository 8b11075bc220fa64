import { useState, type FormEvent } from 'react';
import { listIncidents, reportIncident, type readReport } from '../../contracts/safety/incidents.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import {
  INCIDENT_ABOUT,
  INCIDENT_URGENCIES,
  openSteps,
  type IncidentAbout,
  type IncidentUrgency,
} from '../../domain/safety/incident.js';
import { call } from '../api/call.js';
import { namesOfStaff } from '../api/names-of-staff.js';
import { useMoment, useSay } from '../i18n/language.js';
import type { WrittenIncident } from '../keeper/safety.js';
import { Choice } from '../parts/choice.js';
import { Submit } from '../parts/fields.js';
import { FailureNotice } from '../parts/notice.js';
import { goTo } from '../router.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';
import { ChoosePeople } from './safety-people.js';

type Report = AnswerOf<typeof readReport>;

const leads: readonly string[] = ['focal-point', 'coordinator', 'director'];

export function IncidentsPage() {
  const say = useSay();
  const { roles } = useMe();
  const written = useLoaded(() => keeper.ask('listWrittenIncidents'));
  const circles = useLoaded(() => keeper.ask('safetyCircles'));
  const isLead = roles.some((role) => leads.includes(role));
  return (
    <>
      <h1>{say('consoleSafety.incidents')}</h1>
      <p className="lead">{say('consoleSafety.incidents.lead')}</p>
      <FailureNotice failure={written.failure ?? circles.failure} />
      <ReportForm />
      <Reports written={written.value ?? []} />
      {isLead && circles.value?.logs.length === 0 ? (
        <ChoosePeople
          title={say('consoleCase.kind.security-log')}
          body={say('consoleSafety.log.body')}
          send={say('consoleSafety.log.open')}
          open={(people) => keeper.ask('openSecurityLog', people)}
          opened={circles.reload}
        />
      ) : null}
    </>
  );
}

const perPage = 50;

const readPage = (cursor?: string) => call(listIncidents, { query: { cursor, limit: perPage } });

/** The newest first, page by page; where somebody may be forced, before all others. */
function Reports({ written }: { readonly written: readonly WrittenIncident[] }) {
  const say = useSay();
  const [older, setOlder] = useState<readonly Awaited<ReturnType<typeof readPage>>[]>([]);
  const first = useLoaded(() => readPage());
  const pages = first.value ? [first.value, ...older] : [];
  const next = pages.at(-1)?.next ?? null;
  const more = useDoing(async () => {
    if (next !== null) setOlder([...older, await readPage(next)]);
  });
  const byId = new Map(written.map((one) => [one.id, one]));
  return (
    <>
      <FailureNotice failure={first.failure ?? more.failure} />
      {first.value?.items.length === 0 ? (
        <p className="empty">{say('consoleSafety.incidents.none')}</p>
      ) : null}
      <ul className="cards">
        {pages.flatMap(({ items }) =>
          items.map((report) => (
            <li key={report.id} className="card">
              <ReportCard report={report} written={byId.get(report.id)} />
            </li>
          )),
        )}
      </ul>
      {next === null ? null : (
        <button type="button" disabled={more.busy} onClick={() => void more.run()}>
          {say('consoleSafety.incidents.older')}
        </button>
      )}
    </>
  );
}

/** Two answers; the facts come on the next page. */
function ReportForm() {
  const say = useSay();
  const [about, setAbout] = useState<IncidentAbout>('client');
  const [urgency, setUrgency] = useState<IncidentUrgency | 'none'>('today');
  const sending = useDoing(async () => {
    const id = crypto.randomUUID();
    const body = { id, about, urgency: urgency === 'none' ? null : urgency };
    await call(reportIncident, { body });
    goTo(`/safety/${id}`);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void sending.run();
  };
  return (
    <form className="card" onSubmit={submit}>
      <h2>{say('consoleSafety.incidents.report')}</h2>
      <p className="hint">{say('consoleSafety.incidents.report.body')}</p>
      <Choice
        label={say('consoleSafety.incidents.about')}
        value={about}
        options={INCIDENT_ABOUT.map((each) => [each, say(`consoleSafety.about.${each}`)] as const)}
        change={setAbout}
      />
      <Choice
        label={say('consoleSafety.incidents.urgency')}
        value={urgency}
        options={([...INCIDENT_URGENCIES, 'none'] as const).map(
          (each) => [each, say(`consoleSafety.urgency.${each}`)] as const,
        )}
        change={setUrgency}
      />
      <FailureNotice failure={sending.failure} />
      <Submit busy={sending.busy}>{say('consoleSafety.incidents.send')}</Submit>
    </form>
  );
}

interface CardProps {
  readonly report: Report;
  readonly written: WrittenIncident | undefined;
}

function ReportCard({ report, written }: CardProps) {
  const say = useSay();
  const moment = useMoment();
  const newest = written?.versions.at(-1)?.incident;
  return (
    <>
      <h2>
        <a href={`#/safety/${report.id}`}>{say('consoleSafety.incident', { number: report.number })}</a>
      </h2>
      <p className="hint">
        {moment(report.reportedAt)} · {say(`consoleSafety.about.${report.about}`)}
      </p>
      {report.forced ? <Forced report={report} /> : null}
      {newest ? (
        <>
          <p>
            {say(`consoleSafety.kind.${newest.kind}`)}{' '}
            <span className="badge">
              {say(
                newest.closedAt === null ? 'consoleSafety.incident.open' : 'consoleSafety.incident.closed',
              )}
            </span>
          </p>
          <NotPassedOn written={written} />
          <p className="hint">
            {openSteps(newest).length === 0
              ? say('consoleSafety.incident.allSteps')
              : say('consoleSafety.incident.openSteps', {
                  steps: openSteps(newest)
                    .map((step) => say(`consoleSafety.step.${step}`))
                    .join(', '),
                })}
          </p>
        </>
      ) : (
        <p className="hint">
          {say(
            report.circle === null ? 'consoleSafety.incident.missing' : 'consoleSafety.incident.elsewhere',
          )}
        </p>
      )}
    </>
  );
}

/** Who needs help, because the alert told a number alone. */
function Forced({ report }: Pick<CardProps, 'report'>) {
  const say = useSay();
  const names = useLoaded(namesOfStaff);
  const name = names.value?.get(report.reportedBy);
  return (
    <>
      <p>
        {report.forced === 'open' ? (
          <span className="badge bad">{say('consoleSafety.stage.duress')}</span>
        ) : null}{' '}
        {name === undefined ? null : say('consoleSafety.incident.forced', { name })}
      </p>
      <FailureNotice failure={names.failure} />
    </>
  );
}

/** A sealed incident of which its cases do not know yet. */
function NotPassedOn({ written }: Pick<CardProps, 'written'>) {
  const say = useSay();
  if (!written || written.waiting.length === 0) return null;
  return (
    <p>
      <span className="badge warn">{say('consoleSafety.incident.notPassedOn')}</span>
    </p>
  );
}
