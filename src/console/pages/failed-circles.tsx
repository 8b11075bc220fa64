import { useSay } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import { sentenceFor } from '../parts/notice.js';
import { failureOf, type Failure } from '../session/failure.js';
import { nameOfCircle } from './circle-name.js';

export interface FailedCircle {
  readonly circle: CircleAnswer;
  readonly failure: Failure;
}

/** What befell one circle. @throws Failed for what would befall every other one too */
export async function failureIn(work: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await work();
    return undefined;
  } catch (caught) {
    const failure = failureOf(caught);
    if (failure.kind === 'locked' || failure.kind === 'unreachable') throw caught;
    return failure;
  }
}

/** Each by name, with the reason: on its own page somebody can decide about it. Pressing the button again tries them again. */
export function FailedCircles({ failed }: { readonly failed: readonly FailedCircle[] }) {
  const say = useSay();
  if (failed.length === 0) return null;
  return (
    <div role="alert">
      <p>{say('consoleCircles.renew.failed', { count: failed.length })}</p>
      <ul>
        {failed.map(({ circle, failure }) => (
          <li key={circle.id}>
            <a href={`#/cases/${circle.id}`}>{nameOfCircle(circle, say)}</a>: {sentenceFor(failure, say)}
          </li>
        ))}
      </ul>
    </div>
  );
}
