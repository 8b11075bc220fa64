import { useSay } from '../i18n/language.js';
import { Notice } from './notice.js';

/** What was signed has not arrived, and this browser keeps nothing: the page must stay open. */
export function LostWithTab({ isLost }: { readonly isLost: boolean }) {
  const say = useSay();
  return isLost ? <Notice tone="bad">{say('assess.lostWithTab')}</Notice> : null;
}
