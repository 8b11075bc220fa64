import type { Paper, PaperList } from './paper.js';

/** The document on the screen, and on paper when the browser prints it. */
export function PaperPage({ paper }: { readonly paper: Paper }) {
  return (
    <article className="paper document" lang={paper.language}>
      <header className="row between">
        <strong>{paper.confidential}</strong>
        <strong>{paper.code}</strong>
      </header>
      <h2>{paper.title}</h2>
      <dl className="fact-list">
        {paper.facts.map(([label, value]) => (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={`document-level level-${paper.level.rank}`}>
        <p>
          {paper.level.label}: <strong>{paper.level.words}</strong>
        </p>
        {paper.level.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
      {paper.reasons.map((list) => (
        <Listed key={list.heading} list={list} />
      ))}
      <section className="document-plan">
        <h3>{paper.plan.heading}</h3>
        {paper.plan.rows.length === 0 ? <p>{paper.plan.empty}</p> : <Plan paper={paper} />}
      </section>
      {paper.after.map((list) => (
        <Listed key={list.heading} list={list} />
      ))}
      <footer>{paper.footer}</footer>
    </article>
  );
}

const Plan = ({ paper: { plan } }: { readonly paper: Paper }) => (
  <div className="scroll" tabIndex={0} role="group" aria-label={plan.heading}>
    <table>
      <thead>
        <tr>
          {plan.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {plan.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, at) => (
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Listed = ({ list: { heading, lines } }: { readonly list: PaperList }) => (
  <section>
    <h3>{heading}</h3>
    {lines.length === 1 ? (
      <p className="text">{lines[0]}</p>
    ) : (
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    )}
  </section>
);
