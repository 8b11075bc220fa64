import { useRef, useState, type FormEvent } from 'react';
import { useMoment, useSay } from '../i18n/language.js';
import type { Version } from '../keeper/view-circle.js';
import { Dialog } from '../parts/dialog.js';
import { Submit } from '../parts/fields.js';
import { KeptHint } from '../parts/kept-hint.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { useDraft, type Draft } from '../session/draft.js';
import { keeper } from '../session/keeper.js';
import { isTooLong } from './write-note.js';

interface AmendProps {
  readonly id: string;
  readonly object: string;
  readonly newest: Version;
  readonly close: () => void;
  readonly changed: () => Promise<void>;
}

/** The next version of a note. A colleague's newer version is shown beside it, and never written over unseen. */
export function AmendNote({ id, object, newest, close, changed }: AmendProps) {
  const say = useSay();
  const draft = useDraft(id, object, beginningOf(newest));
  const { text } = draft;
  const isOutrun = draft.isRead && draft.isChanged && draft.base !== newest.hash;
  const sending = useDoing(async () => {
    const base = await keeper
      .ask('writeNote', id, { text, object, base: draft.base })
      .finally(() => changed().catch(() => undefined));
    await draft.clear(text, { text, base });
    close();
  });
  const [followed, setFollowed] = useState<Version>();
  const field = useRef<HTMLTextAreaElement>(null);
  const decided = (version: Version | undefined): void => {
    setFollowed(version);
    sending.clear();
    field.current?.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void sending.run();
  };
  const mayNotSend = isOutrun || !draft.isChanged || text.trim() === '' || isTooLong(text);
  return (
    <Dialog title={say('consoleCase.amend.title')} close={close}>
      <form onSubmit={submit}>
        {isOutrun ? (
          <Outrun draft={draft} newest={newest} decided={decided} />
        ) : (
          <Followed version={followed} />
        )}
        <textarea
          ref={field}
          autoComplete="off"
          spellCheck={false}
          aria-label={say('consoleCase.amend.title')}
          value={text}
          readOnly={!draft.isRead}
          onChange={(event) => draft.change(event.target.value)}
        />
        <p className="hint">
          <KeptHint draft={draft} />
        </p>
        {isTooLong(text) ? <Notice tone="warn">{say('consoleCase.write.tooLong')}</Notice> : null}
        <FailureNotice failure={sending.failure} />
        <div className="row">
          <Submit busy={sending.busy} disabled={mayNotSend}>
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

const beginningOf = ({ text, hash }: Version) => ({ text: text ?? '', base: hash });

interface OutrunProps {
  readonly draft: Draft;
  readonly newest: Version;
  /** @param followed what hers follows now; nothing when hers is gone */
  readonly decided: (followed: Version | undefined) => void;
}

/** Both texts, and the decision, which is hers. */
function Outrun({ draft, newest, decided }: OutrunProps) {
  const say = useSay();
  const moment = useMoment();
  const follow = async (): Promise<void> => {
    await draft.follow(beginningOf(newest));
    decided(newest);
  };
  const drop = async (): Promise<void> => {
    await draft.clear(draft.text, beginningOf(newest));
    decided(undefined);
  };
  return (
    <Notice tone="warn">
      <p>{say('consoleCase.outrun', { name: newest.author, at: moment(newest.ms) })}</p>
      <p className="text quoted">{newest.text ?? say('consoleCase.erased')}</p>
      <div className="row">
        <button type="button" onClick={() => void follow()}>
          {say('consoleCase.outrun.mine')}
        </button>
        <button type="button" className="danger" onClick={() => void drop()}>
          {say('consoleCase.outrun.theirs')}
        </button>
      </div>
    </Notice>
  );
}

/** What she decided about stays in sight while she writes: she may still want to take something over. */
function Followed({ version }: { readonly version: Version | undefined }) {
  const say = useSay();
  const moment = useMoment();
  if (!version) return null;
  return (
    <Notice>
      <p>{say('consoleCase.outrun.followed', { name: version.author, at: moment(version.ms) })}</p>
      <p className="text quoted">{version.text ?? say('consoleCase.erased')}</p>
    </Notice>
  );
}
