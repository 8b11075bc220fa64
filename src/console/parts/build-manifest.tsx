import { useState } from 'react';
import { useSay } from '../i18n/language.js';

interface Manifest {
  readonly whole: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The hashes of the files that this console is made of, to compare with those that were printed when it was built. */
export function BuildManifest() {
  const say = useSay();
  const [manifest, setManifest] = useState<Manifest>();
  const load = async (): Promise<void> => {
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
        </>
      ) : null}
    </details>
  );
}
