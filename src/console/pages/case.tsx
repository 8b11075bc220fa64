import { lazy, Suspense, useState } from 'react';
import { useSay } from '../i18n/language.js';
import type { CircleView } from '../keeper/view-circle.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { Words } from '../parts/words.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { nameOfCircle } from './cases.js';
import { Members } from './members.js';
import { NoteList } from './note-list.js';
import { WriteNote } from './write-note.js';

/** Brings the words of the hotline's questions, which most cases do not need. */
const LinkedConversations = lazy(async () => ({
  default: (await import('./linked-conversations.js')).LinkedConversations,
}));

/** One case: the verdict on its chain, its notes, who may know. */
export function CasePage({ id }: { readonly id: string }) {
  const say = useSay();
  const { value: view, failure, reload } = useLoaded(() => keeper.ask('readCase', id), id);
  return (
    <>
      <p className="crumb">
        <a href="#/cases">{say('consoleCase.back')}</a>
      </p>
      <h1>{view ? nameOfCircle(view.answer, say) : say('console.place.cases')}</h1>
      <FailureNotice failure={failure} />
      {view ? (
        <Opened id={id} view={view} reload={reload} />
      ) : failure ? null : (
        <p aria-busy="true">{say('consoleCase.opening')}</p>
      )}
    </>
  );
}

interface OpenedProps {
  readonly id: string;
  readonly view: CircleView;
  readonly reload: () => Promise<void>;
}

function Opened({ id, view, reload }: OpenedProps) {
  const say = useSay();
  const isTrusted = view.standing === 'whole' || view.standing === 'damaged';
  return (
    <>
      <Verdict view={view} />
      <div className="case">
        <div>
          {view.mayWrite && isTrusted ? (
            <WriteNote id={id} written={reload} />
          ) : (
            <Notice>{say('consoleCase.readOnly')}</Notice>
          )}
          {view.hasLinks ? (
            <Suspense>
              <LinkedConversations id={id} head={view.head} />
            </Suspense>
          ) : null}
          <NoteList id={id} lines={view.lines} mayWrite={view.mayWrite && isTrusted} changed={reload} />
        </div>
        <Members id={id} view={view} changed={reload} />
      </div>
    </>
  );
}

const tones = { whole: 'good', damaged: 'warn', 'rolled-back': 'bad', forked: 'bad' } as const;

function Verdict({ view }: { readonly view: CircleView }) {
  const say = useSay();
  const [shown, setShown] = useState(false);
  return (
    <Notice tone={tones[view.standing]}>
      {say(`consoleCase.standing.${view.standing}`)}{' '}
      <button type="button" className="plain" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {say('consoleCase.headWords')}
      </button>
      {shown ? (
        <>
          <p>{say('consoleCase.headWords.body', { head: view.head })}</p>
          <Words words={view.headWords} label={say('consoleCase.headWords')} />
        </>
      ) : null}
    </Notice>
  );
}
