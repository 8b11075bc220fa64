import { lazy, Suspense, useState } from 'react';
import { useSay } from '../i18n/language.js';
import { isDoubtful } from '../keeper/is-doubtful.js';
import type { CaseView, CircleView } from '../keeper/view-circle.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { StaleNotice } from '../parts/stale-notice.js';
import { Words } from '../parts/words.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { CaseFacts } from './case-facts.js';
import { nameOfCircle } from '../parts/circle-name.js';
import { HandOver } from './hand-over.js';
import { Members } from './members.js';
import { NoteList } from './note-list.js';
import { Openings } from './openings.js';
import { WriteNote } from './write-note.js';

/** Brings the words of the hotline's questions, which most cases do not need. */
const LinkedConversations = lazy(async () => ({
  default: (await import('./linked-conversations.js')).LinkedConversations,
}));
const LevelPanel = lazy(() => import('./level/level-panel.js'));

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
  readonly view: CaseView;
  readonly reload: () => Promise<void>;
}

function Opened({ id, view, reload }: OpenedProps) {
  const isTrusted = !isDoubtful(view.standing);
  const mayWrite = view.mayWrite && isTrusted;
  const isClosed = view.answer.facts?.state === 'closed';
  return (
    <>
      <Verdict view={view} />
      <div className="case">
        <div>
          <Suspense>
            <LevelPanel id={id} head={view.head} />
          </Suspense>
          <Writing id={id} mayWrite={mayWrite} isClosed={isClosed} written={reload} />
          <Citations id={id} view={view} mayWrite={mayWrite} />
          <NoteList id={id} lines={view.lines} mayWrite={mayWrite && !isClosed} changed={reload} />
        </div>
        <div>
          <Members id={id} view={view} changed={reload} />
          <CaseFacts answer={view.answer} mayWrite={mayWrite} changed={reload} />
          {view.answer.facts && isTrusted ? <HandOver view={view} /> : null}
          <Openings id={id} />
        </div>
      </div>
    </>
  );
}

interface CitationsProps {
  readonly id: string;
  readonly view: CircleView;
  readonly mayWrite: boolean;
}

function Citations({ id, view, mayWrite }: CitationsProps) {
  if (!view.hasLinks) return null;
  const mayGiveOn = mayWrite && view.answer.kind === 'hand-over';
  return (
    <Suspense>
      <LinkedConversations id={id} head={view.head} mayGiveOn={mayGiveOn} />
    </Suspense>
  );
}

interface WritingProps {
  readonly id: string;
  readonly mayWrite: boolean;
  readonly isClosed: boolean;
  readonly written: () => Promise<void>;
}

function Writing({ id, mayWrite, isClosed, written }: WritingProps) {
  const say = useSay();
  if (!mayWrite) return <Notice>{say('consoleCase.readOnly')}</Notice>;
  if (isClosed) return <Notice>{say('consoleCircles.closed')}</Notice>;
  return (
    <>
      <StaleNotice circle={id} renewedOn="this-page" />
      <WriteNote id={id} written={written} />
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
