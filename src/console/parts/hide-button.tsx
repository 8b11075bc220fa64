import { useSay } from '../i18n/language.js';
import { HIDE_KEY, hide } from './hiding.js';

/** In one tap from anywhere: also in dialogs, which make everything around them inert. */
export function HideButton() {
  const say = useSay();
  return (
    <button type="button" className="hide" onClick={hide} aria-keyshortcuts={HIDE_KEY}>
      {say('console.hide')} <kbd>{HIDE_KEY}</kbd>
    </button>
  );
}
