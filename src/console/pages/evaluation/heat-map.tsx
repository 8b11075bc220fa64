import { publishable } from '../../../domain/assessment/evaluation-publish.js';
import { useSay } from '../../i18n/language.js';

interface HeatMapProps {
  /** `[row band - 1][column band - 1]`. */
  readonly counts: readonly (readonly number[])[];
  readonly isHidden: boolean;
}

const bands = [1, 2, 3, 4, 5] as const;

/** Where cases stand today: how likely harm is, by how grave it would be. */
export function HeatMap({ counts, isHidden }: HeatMapProps) {
  const say = useSay();
  const flat = counts.flat();
  const cells = isHidden ? publishable(flat).cells : flat;
  return (
    <section className="card" aria-labelledby="heat">
      <h2 id="heat">{say('evaluation.heat')}</h2>
      <p className="hint">{say('evaluation.heat.body')}</p>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="heat">
        <table className="heat">
          <thead>
            <tr>
              <th scope="col">{say('evaluation.heat.corner')}</th>
              {bands.map((band) => (
                <th key={band} scope="col">
                  {band}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...bands].reverse().map((row) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {bands.map((column) => (
                  <td key={column} className={`heat-${heatOf(row, column)}`}>
                    {cells[(row - 1) * bands.length + column - 1] ?? say('evaluation.hidden')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The colours of the instruments' matrices: by the product of the bands. */
function heatOf(row: number, column: number): 1 | 2 | 3 | 4 {
  const product = row * column;
  if (product >= 20) return 4;
  if (product >= 10) return 3;
  return product >= 4 ? 2 : 1;
}
