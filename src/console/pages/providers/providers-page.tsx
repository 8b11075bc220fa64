import '../../assessing/assessing.css';
import { useState, type FormEvent } from 'react';
import { namesOfStaff } from '../../api/names-of-staff.js';
import { useMoment, useSay } from '../../i18n/language.js';
import { Field, Submit } from '../../parts/fields.js';
import { FailureNotice } from '../../parts/notice.js';
import { goTo } from '../../router.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';
import { useMe } from '../../session/session.js';
import { nameWithWorker } from '../../parts/circle-name.js';
import { openOwnFile } from './open-own-file.js';

/** The safety of those who help: the organisation's own file, and one file for each worker and case. */
export default function ProvidersPage() {
  const say = useSay();
  const moment = useMoment();
  const { roles } = useMe();
  const { value, failure } = useLoaded(readFiles);
  if (!value)
    return failure ? <FailureNotice failure={failure} /> : <p aria-busy="true">{say('providers.loading')}</p>;
  const leads = roles.includes('coordinator') || roles.includes('director');
  const organisation = value.files.filter(({ kind }) => kind === 'organisation-file');
  const workers = value.files.filter(({ kind }) => kind === 'worker-file');
  return (
    <>
      <h1>{say('providers.title')}</h1>
      <p className="lead">{say('providers.lead')}</p>
      <section className="card" aria-labelledby="organisation">
        <h2 id="organisation">{say('providers.organisation')}</h2>
        <p className="hint">{say('providers.organisation.body')}</p>
        <ul className="list">
          {organisation.map((file) => (
            <li key={file.id}>
              <a href={`#/cases/${file.id}`}>{nameWithWorker(file, value.names, say)}</a>
            </li>
          ))}
        </ul>
        {organisation.length === 0 ? (
          leads ? (
            <OpenOrganisation />
          ) : (
            <p className="empty">{say('providers.organisation.none')}</p>
          )
        ) : null}
      </section>
      <section className="card" aria-labelledby="workers">
        <h2 id="workers">{say('providers.workers')}</h2>
        <p className="hint">{say('providers.workers.body')}</p>
        <ul className="list">
          {workers.map((file) => (
            <li key={file.id}>
              <a href={`#/cases/${file.id}`}>{nameWithWorker(file, value.names, say)}</a>{' '}
              <span className="hint">
                {say('providers.opened', {
                  at: moment(file.openedAt),
                  name: value.names.get(file.openedBy) ?? '',
                })}
              </span>
            </li>
          ))}
        </ul>
        <OwnFile />
      </section>
    </>
  );
}

async function readFiles() {
  const [files, names] = await Promise.all([keeper.ask('listCircles'), namesOfStaff()]);
  return { files, names };
}

function OpenOrganisation() {
  const say = useSay();
  const opening = useDoing(async () => {
    const order = { kind: 'organisation-file', subjectId: null, members: [] } as const;
    goTo(`/cases/${await keeper.ask('openCircleOf', order)}/assess`);
  });
  return (
    <>
      <FailureNotice failure={opening.failure} />
      <button type="button" disabled={opening.busy} onClick={() => void opening.run()}>
        {say('providers.organisation.open')}
      </button>
    </>
  );
}

/** A worker begins the file about herself; she alone is in it until she names somebody. */
function OwnFile() {
  const say = useSay();
  const { staffId } = useMe();
  const [number, setNumber] = useState('');
  const opening = useDoing(async () =>
    goTo(await openOwnFile(staffId, number === '' ? null : Number(number))),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void opening.run();
  };
  return (
    <form onSubmit={submit}>
      <h3>{say('providers.own')}</h3>
      <Field
        label={say('assess.caseNumber')}
        hint={say('providers.own.hint')}
        inputMode="numeric"
        pattern="[0-9]*"
        value={number}
        onChange={({ target }) => setNumber(target.value)}
      />
      <FailureNotice failure={opening.failure} />
      <Submit busy={opening.busy}>{say('providers.own.open')}</Submit>
    </form>
  );
}
