import { useSay } from '../i18n/language.js';
import type { Draft } from '../session/draft.js';

/** Whether what is typed would survive a reload; where this browser keeps nothing it says so. */
export function KeptHint({ draft }: { readonly draft: Pick<Draft, 'keeping'> }) {
  const say = useSay();
  const words = {
    'not-yet': 'consoleCase.write.hint',
    kept: 'consoleCase.write.kept',
    impossible: 'consoleCase.write.impossible',
  } as const;
  return (
    <span role="status" className={draft.keeping === 'impossible' ? 'late' : undefined}>
      {say(words[draft.keeping])}
    </span>
  );
}
