import { useState, type FormEvent } from 'react';
import { useMoment, useSay } from '../i18n/language.js';
import type { Line, Version } from '../keeper/view-circle.js';
import { Dialog } from '../parts/dialog.js';
import { Submit } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { useDraft } from '../session/draft.js';
import { keeper } from '../session/keeper.js';
import { isTooLong } from './write-note.js';

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
        <Amend
          id={id}
          object={line.object}
          text={newest.text ?? ''}
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

interface AmendProps {
  readonly id: string;
  readonly object: string;
  readonly text: string;
  readonly close: () => void;
  readonly changed: () => Promise<void>;
}

function Amend({ id, object, text, close, changed }: AmendProps) {
  const say = useSay();
  const draft = useDraft(id, object);
  const typed = draft.text === '' ? text : draft.text;
  const sending = useDoing(async () => {
    await keeper.ask('writeNote', id, typed, object);
    await draft.clear();
    await changed();
    close();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void sending.run();
  };
  return (
    <Dialog title={say('consoleCase.amend.title')} close={close}>
      <form onSubmit={submit}>
        <textarea
          autoComplete="off"
          spellCheck={false}
          aria-label={say('consoleCase.amend.title')}
          value={typed}
          readOnly={!draft.isRead}
          onChange={(event) => draft.change(event.target.value)}
        />
        <FailureNotice failure={sending.failure} />
        <div className="row">
          <Submit busy={sending.busy} disabled={typed.trim() === '' || typed === text || isTooLong(typed)}>
            {say('consoleCase.amend.send')}
          </Submit>
          <button type="button" onClick={close}>
            {say('console.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
