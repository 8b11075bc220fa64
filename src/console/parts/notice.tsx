import type { ReactNode } from 'react';
import { sayIfThere, useSay, type Say } from '../i18n/language.js';
import type { Failure } from '../session/failure.js';

type Tone = 'good' | 'warn' | 'bad' | 'plain';

export function Notice({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** What happened, whether anything was saved, and what to do. */
export function FailureNotice({ failure }: { readonly failure: Failure | undefined }) {
  const say = useSay();
  return failure ? <Notice tone="bad">{sentenceFor(failure, say)}</Notice> : null;
}

export function sentenceFor({ kind, code }: Failure, say: Say): string {
  return sayIfThere(say, `consoleErrors.${code}`) ?? say(`consoleErrors.kind.${kind}`);
}
