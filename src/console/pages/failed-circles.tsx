import { useSay } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import { sentenceFor } from '../parts/notice.js';
import { failureOf, type Failure } from '../session/failure.js';
import { nameOfCircle } from '../parts/circle-name.js';

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

interface FailedCirclesProps {
  /** What was being done with them all. A circle to renew has a page of mine; one to give back is not mine to open. */
  readonly of: 'renew' | 'give';
  readonly failed: readonly FailedCircle[];
}

/** Each by name, with the reason: on its own page somebody can decide about it. Pressing the button again tries them again. */
export function FailedCircles({ of, failed }: FailedCirclesProps) {
  const say = useSay();
  if (failed.length === 0) return null;
  return (
    <div role="alert">
      <p>
        {say(of === 'renew' ? 'consoleCircles.renew.failed' : 'consoleRecovery.give.failed', {
          count: failed.length,
        })}
      </p>
      <ul>
        {failed.map(({ circle, failure }) => (
          <li key={circle.id}>
            {of === 'renew' ? (
              <a href={`#/cases/${circle.id}`}>{nameOfCircle(circle, say)}</a>
            ) : (
              nameOfCircle(circle, say)
            )}
            : {sentenceFor(failure, say)}
          </li>
        ))}
      </ul>
    </div>
  );
}
