import { useSyncExternalStore } from 'react';
import { useSay } from '../i18n/language.js';
import { keeper } from '../session/keeper.js';
import { Notice } from './notice.js';

/** What she has seen protects her from being taken back, on every device only when the server keeps it. */
export function PinsNotice() {
  const say = useSay();
  const unsaved = useSyncExternalStore(keeper.watchPins, keeper.arePinsUnsaved);
  return unsaved ? <Notice tone="warn">{say('console.pins.unsaved')}</Notice> : null;
}
