import { readReport } from '../../contracts/safety/incidents.js';
import { call } from '../api/call.js';
import { namesOfStaff } from '../api/names-of-staff.js';
import { useSay } from '../i18n/language.js';
import { FailureNotice } from '../parts/notice.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { IncidentForm } from './safety-incident-form.js';

/** One incident: what is sealed so far, and the five steps, one at a time. */
export function IncidentPage({ id }: { readonly id: string }) {
  const say = useSay();
  const loaded = useLoaded(async () => {
    const [report, written, circles, names] = await Promise.all([
      call(readReport, { params: { id } }),
      keeper.ask('listWrittenIncidents'),
      keeper.ask('safetyCircles'),
      namesOfStaff(),
    ]);
    return { report, written: written.find((each) => each.id === id), circles, names };
  }, id);
  const { value } = loaded;
  return (
    <>
      <p className="crumb">
        <a href="#/safety/incidents">{say('consoleSafety.incident.back')}</a>
      </p>
      <h1>
        {value?.report
          ? say('consoleSafety.incident', { number: value.report.number })
          : say('consoleSafety.incidents')}
      </h1>
      <FailureNotice failure={loaded.failure} />
      {value?.report ? (
        <IncidentForm
          id={id}
          number={value.report.number}
          reportedAt={value.report.reportedAt}
          writtenIn={value.report.circle}
          written={value.written}
          circles={value.circles}
          names={value.names}
          sealed={loaded.reload}
        />
      ) : null}
    </>
  );
}
