import { useState } from 'react';
import type { InstrumentBook } from '../../domain/assessment/instrument-book.js';
import { useSay } from '../i18n/language.js';

interface Manifest {
  readonly whole: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The hashes of what this console is made of, to compare with those that were printed when it was built, and of its instruments. */
export function BuildManifest() {
  const say = useSay();
  const [manifest, setManifest] = useState<Manifest>();
  const [book, setBook] = useState<InstrumentBook>([]);
  const load = async (): Promise<void> => {
    setBook((await import('../instruments/bundled.js')).instruments);
    const response = await fetch('/manifest-of-hashes.json', { cache: 'no-store' });
    if (response.ok) setManifest((await response.json()) as Manifest);
  };
  return (
    <details className="manifest" onToggle={() => void load()}>
      <summary>{say('console.manifest')}</summary>
      {manifest ? (
        <>
          <p>{say('console.manifest.compare')}</p>
          <code tabIndex={0}>{manifest.whole}</code>
          <p>{say('console.manifest.instruments')}</p>
          <ul>
            {book.map(({ instrument, sha256 }) => (
              <li key={instrument.id + instrument.version}>
                {instrument.id} {instrument.version} <code>{sha256}</code>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </details>
  );
}
