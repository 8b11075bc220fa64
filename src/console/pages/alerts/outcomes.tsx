import { countOutcomes } from '../../../contracts/escalation/alerts.js';
import { call } from '../../api/call.js';
import { useSay } from '../../i18n/language.js';
import { useLoaded } from '../../session/doing.js';
import { kindWords } from './alert-words.js';

/** How many alerts were false, by kind: so that a kind that cries wolf is mended. */
export function Outcomes() {
  const say = useSay();
  const { value } = useLoaded(() => call(countOutcomes));
  if (!value || value.kinds.length === 0) return null;
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">{say('consoleAlerts.outcomes')}</h2>
      <p className="hint">{say('consoleAlerts.outcomes.body')}</p>
      <dl className="facts">
        {value.kinds.map(({ kind, ended, falseAlarms }) => (
          <div key={kind}>
            <dt>{kindWords(kind, say)}</dt>
            <dd>{say('consoleAlerts.outcomes.line', { ended, falseAlarms })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
