import type { SignedAssessment } from '../../assessing/read-file.js';
import { useMoment, useSay } from '../../i18n/language.js';

const width = 320;
const height = 96;
const left = 8;
const top = 10;
const step = 24;

const yOf = (level: number): number => top + (4 - level) * step;

/** How the level moved: a line in steps, because a level holds until somebody assesses again. The table says the same. */
export function LevelChart({ assessments }: { readonly assessments: readonly SignedAssessment[] }) {
  const say = useSay();
  const moment = useMoment();
  const points = assessments.map(({ record, text }) => ({ record, ...text.level }));
  const first = points[0]?.assessed ?? 0;
  const span = Math.max(1, (points.at(-1)?.assessed ?? 0) - first);
  const xOf = (ms: number): number => left + ((ms - first) / span) * (width - 2 * left);
  const path = points
    .map(({ assessed, inForce }, index) =>
      index === 0 ? `M${xOf(assessed)} ${yOf(inForce)}` : `H${xOf(assessed)} V${yOf(inForce)}`,
    )
    .join(' ');
  return (
    <details className="chart">
      <summary>{say('level.chart', { count: points.length })}</summary>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say('level.chart.label')}>
        {([1, 2, 3, 4] as const).map((level) => (
          <line key={level} className="grid" x1={left} x2={width - left} y1={yOf(level)} y2={yOf(level)} />
        ))}
        <path className="steps" d={path} />
        {points.map(({ record, assessed, inForce }) => (
          <circle
            key={record}
            className={`dot level-${inForce}`}
            cx={xOf(assessed)}
            cy={yOf(inForce)}
            r={4}
          />
        ))}
      </svg>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('level.assessed')}</th>
            <th scope="col">{say('level.computed')}</th>
            <th scope="col">{say('level.inForce')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ record, assessed, computed, inForce }) => (
            <tr key={record}>
              <td>{moment(assessed)}</td>
              <td>{say(`level.${computed}`)}</td>
              <td>{say(`level.${inForce}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
