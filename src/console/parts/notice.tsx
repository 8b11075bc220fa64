import type { ReactNode } from 'react';
import { useSay, type Say } from '../i18n/language.js';
import { hasText } from '../../texts/catalog.js';
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

function sentenceFor({ kind, code }: Failure, say: Say): string {
  const key = `consoleErrors.${code}`;
  if (hasText(key)) return (say as (key: string) => string)(key);
  return say(`consoleErrors.kind.${kind}`);
}
