import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useSay } from '../i18n/language.js';
import { Submit } from '../parts/fields.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { session } from '../session/session.js';

/** A record holds 1 MiB at most; what is over that stays a draft. */
export const longestNoteBytes = 900_000;
const keepAfterMs = 300;

export const isTooLong = (text: string): boolean => new TextEncoder().encode(text).length > longestNoteBytes;

/** A new note. Every pause in typing keeps the text, encrypted, so that a reload, a crash or a lock loses nothing. */
export function WriteNote({ id, written }: { readonly id: string; readonly written: () => Promise<void> }) {
  const say = useSay();
  const field = useId();
  const [sent, setSent] = useState(false);
  const draft = useDraft(id);
  const sending = useDoing(async () => {
    await keeper.ask('writeNote', id, draft.text, null);
    await draft.clear();
    setSent(true);
    await written();
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
        id={field}
        aria-describedby={`${field}-hint`}
        value={draft.text}
        onChange={(event) => {
          setSent(false);
          draft.change(event.target.value);
        }}
      />
      <p id={`${field}-hint`} className="hint" role="status">
        {sent
          ? say('consoleCase.write.sent')
          : say(draft.kept ? 'consoleCase.write.kept' : 'consoleCase.write.hint')}
      </p>
      {tooLong ? <Notice tone="warn">{say('consoleCase.write.tooLong')}</Notice> : null}
      <FailureNotice failure={sending.failure} />
      <Submit busy={sending.busy} disabled={draft.text.trim() === '' || tooLong}>
        {say('consoleCase.write.send')}
      </Submit>
    </form>
  );
}

interface Draft {
  readonly text: string;
  readonly kept: boolean;
  readonly change: (text: string) => void;
  readonly clear: () => Promise<void>;
}

function useDraft(id: string): Draft {
  const [text, setText] = useState('');
  const [kept, setKept] = useState(false);
  const latest = useRef('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keepNow = async (): Promise<void> => {
    clearTimeout(timer.current);
    const isKept = await keeper.ask('keepDraft', id, latest.current).catch(() => false);
    setKept(isKept && latest.current !== '');
  };
  useEffect(() => {
    let gone = false;
    void keeper.ask('readDraft', id).then(
      (found) => {
        if (gone || latest.current !== '' || found === '') return;
        latest.current = found;
        setText(found);
        setKept(true);
      },
      () => undefined,
    );
    const withdraw = session.beforeLock(async () => {
      await keeper.ask('keepDraft', id, latest.current);
    });
    return () => {
      gone = true;
      withdraw();
      clearTimeout(timer.current);
      void keeper.ask('keepDraft', id, latest.current).catch(() => undefined);
    };
  }, [id]);
  const change = (next: string): void => {
    latest.current = next;
    setText(next);
    setKept(false);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keepNow(), keepAfterMs);
  };
  const clear = async (): Promise<void> => {
    latest.current = '';
    setText('');
    await keepNow();
  };
  return { text, kept, change, clear };
}
