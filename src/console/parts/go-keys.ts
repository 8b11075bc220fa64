import { useEffect } from 'react';
import { latinKey } from '../i18n/latin-key.js';
import { goTo } from '../router.js';
import type { Place } from './places.js';

const chordMs = 1_500;

/** Ctrl K (or ⌘ K) opens the palette; "g" and a letter go to a place, unless somebody is typing. */
export function useGoKeys(places: readonly Place[], openPalette: () => void): void {
  useEffect(() => {
    let chordUntil = 0;
    const follow = (key: string): void => {
      const place = performance.now() < chordUntil ? places.find((each) => each.key === key) : undefined;
      if (place) goTo(place.path);
      chordUntil = key === 'g' ? performance.now() + chordMs : 0;
    };
    const press = (event: KeyboardEvent): void => {
      const isCommand = event.ctrlKey || event.metaKey;
      if (isCommand && latinKey(event) === 'k') {
        event.preventDefault();
        openPalette();
      } else if (!isCommand && !isTyping(event.target)) follow(latinKey(event));
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [places, openPalette]);
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
