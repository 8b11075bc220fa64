import { publishable } from '../../../domain/assessment/evaluation-publish.js';
import {
  reachOf,
  wholeOf,
  type Reach,
  type Share,
  type ShareOfQuarter,
} from '../../../domain/assessment/evaluation-share.js';
import { useSay } from '../../i18n/language.js';
import { Notice } from '../../parts/notice.js';

interface ShareCoveredProps {
  /** Of one instrument, the newest quarter first. */
  readonly shares: readonly ShareOfQuarter[];
  readonly without: LeavesNone | undefined;
  readonly isHidden: boolean;
}

/** How many people leave no extract; their duty names for those who may read them, otherwise null. */
interface LeavesNone {
  readonly people: number;
  readonly names: readonly string[] | null;
}

const tones: Readonly<Record<Reach, 'good' | 'warn' | 'plain'>> = {
  'nothing-signed': 'plain',
  none: 'warn',
  'less-than-half': 'warn',
  'half-or-more': 'plain',
  all: 'good',
  unclear: 'plain',
};

/** Of how many of the house's assessments everything below speaks, and what to do so that it speaks of more. */
export function ShareCovered({ shares, without, isHidden }: ShareCoveredProps) {
  const say = useSay();
  const whole = wholeOf(shares);
  const reach = reachOf(whole);
  return (
    <section className="card" aria-labelledby="share">
      <h2 id="share">{say('evaluation.share')}</h2>
      <Notice tone={tones[reach]}>
        <p>{say(`evaluation.share.${reach}`)}</p>
      </Notice>
      <Figures whole={whole} isHidden={isHidden} />
      <p className="hint">{say('evaluation.share.body')}</p>
      {without ? <Without {...without} /> : null}
      {isHidden || shares.length === 0 ? null : <ByQuarter shares={shares} />}
    </section>
  );
}

function Figures({ whole, isHidden }: { readonly whole: Share; readonly isHidden: boolean }) {
  const say = useSay();
  const { extracts, signed } = isHidden ? published(whole) : whole;
  return (
    <dl className="fact-list">
      <dt>{say('evaluation.share.extracts')}</dt>
      <dd>{extracts ?? say('evaluation.hidden')}</dd>
      <dt>{say('evaluation.share.signed')}</dt>
      <dd>{signed ?? say('evaluation.hidden')}</dd>
    </dl>
  );
}

/** Beside how many there are, the number of those that are here would tell how few are not. */
function published({ extracts, signed }: Share) {
  const parts = publishable([extracts, signed - extracts]).cells;
  return {
    extracts: parts.includes(null) ? null : extracts,
    signed: publishable([signed]).cells[0],
  };
}

/** Only where small numbers are shown: beside the whole, a quarter would give its neighbour away. */
function ByQuarter({ shares }: { readonly shares: readonly ShareOfQuarter[] }) {
  const say = useSay();
  return (
    <details>
      <summary>{say('evaluation.share.quarters')}</summary>
      <div className="scroll" tabIndex={0} role="group" aria-label={say('evaluation.share.quarters')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('evaluation.share.quarter')}</th>
              <th scope="col">{say('evaluation.share.withExtract')}</th>
            </tr>
          </thead>
          <tbody>
            {shares.map(({ quarter, extracts, signed }) => (
              <tr key={quarter}>
                <th scope="row">
                  {say('evaluation.share.quarterOf', {
                    year: quarter.slice(0, 4),
                    quarter: quarter.slice(-1),
                  })}
                </th>
                <td>{say('evaluation.of', { count: extracts, all: signed })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Without({ people, names }: LeavesNone) {
  const say = useSay();
  if (people === 0) return <p>{say('evaluation.share.everybody')}</p>;
  return (
    <>
      <p>
        {say('evaluation.share.people', { count: people })}
        {names ? <strong> {names.join(', ')}</strong> : null}
      </p>
      <p className="hint">
        {names ? null : `${say('evaluation.share.ask')} `}
        {say('evaluation.share.add')}
      </p>
    </>
  );
}
