import { useState } from 'react';
import { useMoment, useSay } from '../i18n/language.js';
import type { Line, Version } from '../keeper/view-circle.js';
import { Notice } from '../parts/notice.js';
import { AmendNote } from './amend-note.js';

interface NoteCardProps {
  readonly id: string;
  readonly line: Line;
  readonly mayWrite: boolean;
  readonly changed: () => Promise<void>;
}

export function NoteCard({ id, line, mayWrite, changed }: NoteCardProps) {
  const say = useSay();
  const [amending, setAmending] = useState(false);
  if (line.kind === 'failed') return <FailedRecord line={line} />;
  const newest = line.versions.at(-1);
  const earlier = line.versions.slice(0, -1);
  if (!newest) return null;
  return (
    <article className="card note">
      <VersionText version={newest} />
      <div className="row">
        {mayWrite && newest.text !== undefined ? (
          <button type="button" className="quiet" onClick={() => setAmending(true)}>
            {say('consoleCase.amend')}
          </button>
        ) : null}
        {earlier.length > 0 ? (
          <details>
            <summary>{say('consoleCase.versions', { count: earlier.length })}</summary>
            {earlier.map((version, index) => (
              <div key={version.seq}>
                <h3>{say('consoleCase.version', { at: index + 1 })}</h3>
                <VersionText version={version} />
              </div>
            ))}
          </details>
        ) : null}
      </div>
      {amending ? (
        <AmendNote
          id={id}
          object={line.object}
          newest={newest}
          close={() => setAmending(false)}
          changed={changed}
        />
      ) : null}
    </article>
  );
}

function VersionText({ version }: { readonly version: Version }) {
  const say = useSay();
  const moment = useMoment();
  return (
    <>
      <p className="hint">
        {version.author} · {moment(version.ms)}
      </p>
      {version.text === undefined ? (
        <p className="hint">{say('consoleCase.erased')}</p>
      ) : (
        <p className="text">{version.text}</p>
      )}
    </>
  );
}

function FailedRecord({ line }: { readonly line: Extract<Line, { kind: 'failed' }> }) {
  const say = useSay();
  const { seq: from, through: to, reason } = line;
  return (
    <Notice tone="warn">
      <p>
        <strong>
          {to > from
            ? say('consoleCase.failed.many', { from, to })
            : say('consoleCase.failed.title', { from })}
        </strong>
      </p>
      <p>{say('consoleCase.failed.body', { reason })}</p>
    </Notice>
  );
}
