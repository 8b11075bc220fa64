import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { alike } from '../i18n/alike.js';
import { useSay } from '../i18n/language.js';
import type { Line } from '../keeper/view-circle.js';
import { Field } from '../parts/fields.js';
import { NoteCard } from './note-card.js';

interface NoteListProps {
  readonly id: string;
  readonly lines: readonly Line[];
  readonly mayWrite: boolean;
  readonly changed: () => Promise<void>;
}

/** Newest first. Only what is on the screen is in the page, so a thousand notes scroll like ten. */
export function NoteList({ id, lines, mayWrite, changed }: NoteListProps) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed);
  const shown = useMemo(
    () => lines.filter((line) => matches(line, alike(wanted))).reverse(),
    [lines, wanted],
  );
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 130,
    getItemKey: (index) => shown[index]?.object ?? index,
    overscan: 6,
  });
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{say('consoleCase.notes')}</h2>
      {lines.length === 0 ? (
        <p className="empty">{say('consoleCase.notes.none')}</p>
      ) : (
        <>
          <Field
            label={say('consoleCase.search')}
            hint={say('consoleCase.search.hint')}
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p className="hint" role="status">
            {say('consoleCase.notes.count', { shown: shown.length, all: lines.length })}
          </p>
        </>
      )}
      <div
        ref={scroll}
        className="notes"
        hidden={lines.length === 0}
        tabIndex={0}
        role="group"
        aria-label={say('consoleCase.notes')}
      >
        <div className="notes-all" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const line = shown[row.index];
            return line ? (
              <div
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                className="notes-row"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <NoteCard id={id} line={line} mayWrite={mayWrite} changed={changed} />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </section>
  );
}

/** Only the newest version is searched; a failed record has no text. */
function matches(line: Line, wanted: string): boolean {
  if (wanted === '') return true;
  if (line.kind === 'failed') return false;
  const newest = line.versions.at(-1);
  return alike(`${newest?.text ?? ''} ${newest?.author ?? ''}`).includes(wanted);
}
