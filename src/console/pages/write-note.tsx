import { useId, useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import { Submit } from '../parts/fields.js';
import { KeptHint } from '../parts/kept-hint.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useDraft } from '../session/draft.js';

/** A record holds 1 MiB at most; what is over that stays a draft. */
export const longestNoteBytes = 900_000;

export const isTooLong = (text: string): boolean => new TextEncoder().encode(text).length > longestNoteBytes;

/** A new note. Every pause in typing keeps the text, encrypted, so that a reload, a crash or a lock loses nothing. */
export function WriteNote({ id, written }: { readonly id: string; readonly written: () => Promise<void> }) {
  const say = useSay();
  const field = useId();
  const [sent, setSent] = useState(false);
  const draft = useDraft(id, '');
  const sending = useDoing(async () => {
    const { text, object, base } = draft;
    await keeper.ask('writeNote', id, { text, object, base });
    await draft.clear(text);
    setSent(true);
    // What the page reads anew does not keep the next note waiting.
    void written();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void sending.run();
  };
  const tooLong = isTooLong(draft.text);
  return (
    <form className="card" onSubmit={submit}>
      <label htmlFor={field}>{say('consoleCase.write')}</label>
      <textarea
        autoComplete="off"
        spellCheck={false}
        id={field}
        aria-describedby={`${field}-hint`}
        value={draft.text}
        readOnly={!draft.isRead}
        onChange={(event) => {
          setSent(false);
          draft.change(event.target.value);
        }}
      />
      <p id={`${field}-hint`} className="hint">
        {sent ? <span role="status">{say('consoleCase.write.sent')} </span> : null}
        {sent && !draft.isChanged ? null : <KeptHint draft={draft} />}
      </p>
      {tooLong ? <Notice tone="warn">{say('consoleCase.write.tooLong')}</Notice> : null}
      <FailureNotice failure={sending.failure} />
      <Submit busy={sending.busy} disabled={draft.text.trim() === '' || tooLong}>
        {say('consoleCase.write.send')}
      </Submit>
    </form>
  );
}
