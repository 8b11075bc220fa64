import { listLeftWork } from '../../../contracts/identity/open-work.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { FailureNotice } from '../../parts/notice.js';
import { useLoaded } from '../../session/doing.js';
import { useLive } from '../../session/live.js';
import type { Names } from './work-names.js';

/** People who have left and still hold something: shown until the last piece is with somebody who is here. */
export function LeftBehind({ names }: { readonly names: Names }) {
  const say = useSay();
  const { value, failure, reload } = useLoaded(async () => (await call(listLeftWork)).items);
  useLive(['directory', 'open-work', 'circle-members', 'roster'], () => void reload());
  if (!value || value.length === 0) return <FailureNotice failure={failure} />;
  return (
    <section className="card news" aria-labelledby="left-behind">
      <h2 id="left-behind">{say('consoleLeaving.left')}</h2>
      <p>{say('consoleLeaving.left.body')}</p>
      <ul className="list">
        {value.map(({ staffId, count }) => (
          <li key={staffId}>
            <a href={`#/leaving/${staffId}`}>
              {say('consoleLeaving.left.of', { name: names[staffId] ?? '', count })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
