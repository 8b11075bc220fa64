import { lazy, Suspense } from 'react';
import { useSay } from '../i18n/language.js';
import { CasePage } from './case.js';

const AssessPage = lazy(() => import('./assess/assess-page.js'));
const PlanPage = lazy(() => import('./assess/plan-page.js'));
const DocumentPage = lazy(() => import('./assess/document-page.js'));

interface CaseRoomProps {
  readonly id: string;
  /** What comes after the case in the address. */
  readonly part: string | undefined;
  readonly rest: string | undefined;
}

/** One case, or one of the pages about it; each is fetched when somebody opens it. */
export function CaseRoom({ id, part, rest }: CaseRoomProps) {
  const say = useSay();
  return (
    <Suspense fallback={<p aria-busy="true">{say('assess.opening')}</p>}>
      {part === 'assess' ? (
        <AssessPage id={id} hint={rest} />
      ) : part === 'plan' ? (
        <PlanPage id={id} />
      ) : part === 'document' ? (
        <DocumentPage id={id} />
      ) : (
        <CasePage id={id} />
      )}
    </Suspense>
  );
}
