import { useSay, type Say } from '../../i18n/language.js';
import type { OwnCircle } from '../../keeper/own-keys.js';
import { Notice } from '../../parts/notice.js';

/** How far the new keys have come, and whom to call for the rest. */
export function RenewedCircles({ circles }: { readonly circles: readonly OwnCircle[] }) {
  const say = useSay();
  const done = circles.filter(({ renewed }) => renewed).length;
  const waiting = circles.filter(({ renewed }) => !renewed);
  return (
    <section className="card" aria-labelledby="renewed">
      <h2 id="renewed">{say('consoleOwnKeys.progress')}</h2>
      <p role="status">{say('consoleOwnKeys.progress.count', { done, all: circles.length })}</p>
      {waiting.length === 0 ? (
        <Notice tone="good">{say('consoleOwnKeys.progress.done')}</Notice>
      ) : (
        <>
          <progress value={done} max={circles.length} aria-label={say('consoleOwnKeys.progress')} />
          <p>{say('consoleOwnKeys.progress.body')}</p>
          <ul className="list">
            {waiting.map((circle) => (
              <li key={circle.id}>
                <strong>{nameOf(circle, say)}</strong>
                <br />
                <span className="hint">
                  {circle.by.length === 0
                    ? say('consoleOwnKeys.progress.nobody')
                    : say('consoleOwnKeys.progress.by', { names: circle.by.join(', ') })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const nameOf = ({ kind, number }: OwnCircle, say: Say): string =>
  kind === 'client-case' && number !== null
    ? say('consoleCase.number', { number })
    : say(`consoleCase.kind.${kind}`);
