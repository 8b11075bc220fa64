import { useSay } from '../i18n/language.js';

const rows = [
  ['1', '240 ml', '16'],
  ['3/4', '180 ml', '12'],
  ['1/2', '120 ml', '8'],
  ['1/3', '80 ml', '5 + 1/3'],
  ['1/4', '60 ml', '4'],
] as const;

/** A table of kitchen measures. A tap on its last line, or the same key again, leads back to the locked door. */
export function HiddenPage({ comeBack }: { readonly comeBack: () => void }) {
  const say = useSay();
  return (
    <main className="neutral">
      <h1>{say('console.hidden.title')}</h1>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('console.hidden.cup')}</th>
            <th scope="col">{say('console.hidden.millilitres')}</th>
            <th scope="col">{say('console.hidden.spoons')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([cups, millilitres, spoons]) => (
            <tr key={cups}>
              <td>{cups}</td>
              <td>{millilitres}</td>
              <td>{spoons}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="plain" onClick={comeBack}>
        {say('console.hidden.more')}
      </button>
    </main>
  );
}
