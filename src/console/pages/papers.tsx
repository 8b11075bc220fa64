import type { ReactNode } from 'react';
import { useSay } from '../i18n/language.js';
import { PaperKey, Words } from '../parts/words.js';

/** What goes on paper, shown once. Only this part is printed. */
export function Papers({ children }: { readonly children: ReactNode }) {
  const say = useSay();
  return (
    <section className="papers">
      {children}
      <button type="button" className="no-print" onClick={() => window.print()}>
        {say('consoleDoor.print')}
      </button>
    </section>
  );
}

export function PassphrasePaper({ passphrase }: { readonly passphrase: string }) {
  const say = useSay();
  return (
    <div className="paper">
      <h2>{say('consoleDoor.paper.passphrase')}</h2>
      <p>{say('consoleDoor.paper.passphrase.body')}</p>
      <Words words={passphrase.split(' ')} label={say('consoleDoor.paper.passphrase')} />
    </div>
  );
}

export function CodePaper({ code }: { readonly code: string }) {
  const say = useSay();
  return (
    <div className="paper">
      <h2>{say('consoleDoor.paper.code')}</h2>
      <p>{say('consoleDoor.paper.code.body')}</p>
      <PaperKey text={code} label={say('consoleDoor.paper.code')} />
    </div>
  );
}
