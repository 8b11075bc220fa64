import { listValidations, withdrawValidation } from '../../contracts/assessments/validations.js';
import type { Published } from '../../domain/assessment/instrument.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import { validationOf, type Validation } from '../instruments/validations.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { Unfold } from '../parts/unfold.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { useMe } from '../session/session.js';
import { InstrumentQuestions } from './instrument-questions.js';
import { RecordValidation } from './record-validation.js';

/** Which questionnaires there are, to the last byte, and who has validated them: an administrator writes it down. */
export function InstrumentsPage() {
  const say = useSay();
  const { value, failure, reload } = useLoaded(async () => {
    const [{ instruments }, { items }] = await Promise.all([
      import('../instruments/bundled.js'),
      call(listValidations),
    ]);
    return { files: filesOf(instruments), validations: items };
  });
  return (
    <>
      <h1>{say('console.place.instruments')}</h1>
      <p className="lead">{say('consoleInstruments.lead')}</p>
      <FailureNotice failure={failure} />
      <ul className="cards">
        {value?.files.map((parts) => (
          <li key={parts[0].sha256} className="card">
            <InstrumentFile
              parts={parts}
              validation={validationOf(value.validations, parts[0])}
              reload={reload}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

type Parts = readonly [Published, ...Published[]];

/** Both parts of the provider assessment are one file, and are validated together. */
function filesOf(published: readonly Published[]): readonly Parts[] {
  const byHash = new Map<string, Parts>();
  for (const part of published) {
    const before = byHash.get(part.sha256);
    byHash.set(part.sha256, before ? [...before, part] : [part]);
  }
  return [...byHash.values()];
}

interface FileProps {
  readonly parts: Parts;
  readonly validation: Validation | undefined;
  readonly reload: () => Promise<void>;
}

function InstrumentFile({ parts, validation, reload }: FileProps) {
  const say = useSay();
  const isAdministrator = useMe().roles.includes('administrator');
  const { instrument, sha256 } = parts[0];
  const isReviewed = parts.every((part) => part.instrument.items.every(({ question }) => question.reviewed));
  return (
    <>
      <h2>{say(instrument.letters === 'VSRA' ? 'consoleInstruments.VSRA' : 'consoleInstruments.PSRA')}</h2>
      <p>{say('consoleInstruments.version', { version: instrument.version })}</p>
      <p>
        {say('consoleInstruments.hash')} <code>{sha256}</code>
      </p>
      {validation ? (
        <Notice tone="good">
          {say('consoleInstruments.validated', { who: validation.who, day: validation.on })}
        </Notice>
      ) : (
        <Notice tone="warn">{say('consoleInstruments.proposal')}</Notice>
      )}
      {isReviewed ? null : <p className="hint">{say('consoleInstruments.unreviewed')}</p>}
      {isAdministrator && validation ? <Withdraw validation={validation} reload={reload} /> : null}
      {isAdministrator && !validation ? <RecordValidation published={parts[0]} reload={reload} /> : null}
      {parts.map((part) => (
        <InstrumentQuestions key={part.instrument.id} instrument={part.instrument} />
      ))}
    </>
  );
}

function Withdraw({
  validation,
  reload,
}: {
  readonly validation: Validation;
  readonly reload: () => Promise<void>;
}) {
  const say = useSay();
  const { run, busy, failure } = useDoing(async () => {
    await call(withdrawValidation, { params: { id: validation.id } });
    await reload();
  });
  return (
    <Unfold title={say('consoleInstruments.withdraw')}>
      <p>{say('consoleInstruments.withdraw.body')}</p>
      <FailureNotice failure={failure} />
      <button type="button" aria-busy={busy} onClick={() => void run()}>
        {say('consoleInstruments.withdraw')}
      </button>
    </Unfold>
  );
}
