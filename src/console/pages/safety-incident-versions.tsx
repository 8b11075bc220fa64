import type { IncidentText } from '../../contracts/sealed/incident.js';
import { useMoment, useSay } from '../i18n/language.js';
import type { IncidentVersion, SafetyCircles, WrittenIncident } from '../keeper/safety.js';
import { Notice } from '../parts/notice.js';
import type { Draft } from '../session/draft.js';
import { nameWithWorker } from '../parts/circle-name.js';

interface FilesProps {
  /** Those that I am in: of others she need not know whose they are. */
  readonly files: SafetyCircles['files'];
  /** Duty names by id. */
  readonly names: ReadonlyMap<string, string>;
}

interface VersionsProps extends FilesProps {
  readonly written: WrittenIncident | undefined;
}

/** Every version with its text, so that nothing that was amended away is gone. */
export function Versions({ written, files, names }: VersionsProps) {
  const say = useSay();
  const moment = useMoment();
  if (!written) return null;
  return (
    <ul className="list hint">
      {written.versions.map(({ hash, author, ms, incident }, index) => (
        <li key={hash}>
          <details>
            <summary>
              {say('consoleSafety.incident.versions', { at: index + 1, name: author, when: moment(ms) })}
            </summary>
            {incident ? (
              <Said incident={incident} files={files} names={names} />
            ) : (
              <p>{say('consoleCase.erased')}</p>
            )}
          </details>
        </li>
      ))}
    </ul>
  );
}

/** What a version says; what it leaves open is left out. */
function Said({ incident, files, names }: FilesProps & { readonly incident: IncidentText }) {
  const say = useSay();
  const moment = useMoment();
  const { pattern, conclusion } = incident;
  const all = [
    ['occurred', moment(incident.occurredAt)],
    ['kind', say(`consoleSafety.kind.${incident.kind}`)],
    ['target', incident.target.map((each) => say(`consoleSafety.target.${each}`)).join(', ')],
    ['channel', say(`consoleSafety.channel.${incident.channel}`)],
    ['facts', incident.facts],
    ['pattern', pattern ? say(`consoleSafety.pattern.${pattern}`) : ''],
    ['aim', incident.aim],
    ['source', incident.source],
    ['conclusion', conclusion ? say(`consoleSafety.conclusion.${conclusion}`) : ''],
    ['reportedTo', incident.reportedTo.map((each) => say(`consoleSafety.reportedTo.${each}`)).join(', ')],
    ['action', incident.actionTaken],
    [
      'concerned',
      [
        ...incident.cases.map((number) => say('consoleCase.number', { number })),
        ...files
          .filter(({ id }) => incident.files.includes(id))
          .map((file) => nameWithWorker(file, names, say)),
      ].join(', '),
    ],
  ] as const;
  return (
    <dl className="fact-list">
      {all
        .filter(([, words]) => words !== '')
        .map(([field, words]) => (
          <div key={field}>
            <dt>{say(`consoleSafety.field.${field}`)}</dt>
            <dd className="text">{words}</dd>
          </div>
        ))}
    </dl>
  );
}

interface OutrunProps extends FilesProps {
  /** Undefined: nobody was faster. */
  readonly newest: IncidentVersion | undefined;
  readonly draft: Draft;
}

/** A colleague sealed a version after this one was begun: hers is shown, mine is in the fields, and a person decides. */
export function Outrun({ newest, draft, files, names }: OutrunProps) {
  const say = useSay();
  const moment = useMoment();
  if (!newest) return null;
  const now = { text: '', base: newest.hash };
  return (
    <Notice tone="warn">
      <p>{say('consoleSafety.incident.outrun', { name: newest.author, at: moment(newest.ms) })}</p>
      {newest.incident ? (
        <Said incident={newest.incident} files={files} names={names} />
      ) : (
        <p>{say('consoleCase.erased')}</p>
      )}
      <div className="row">
        <button type="button" onClick={() => void draft.follow(now)}>
          {say('consoleCase.outrun.mine')}
        </button>
        <button type="button" className="danger" onClick={() => void draft.clear(draft.text, now)}>
          {say('consoleCase.outrun.theirs')}
        </button>
      </div>
    </Notice>
  );
}
