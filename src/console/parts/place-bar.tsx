import { useState, type KeyboardEvent } from 'react';
import { useSay } from '../i18n/language.js';
import type { InboxState } from '../session/inbox-presence.js';
import { leaving } from '../session/leaving.js';
import type { Me } from '../session/session.js';
import { lockEverywhere } from '../session/tabs.js';
import { BuildManifest } from './build-manifest.js';
import { placesOf, type Place } from './places.js';
import { LanguageSwitch, ThemeSwitch } from './switches.js';

interface Counts {
  readonly inbox: InboxState | null | undefined;
  readonly alerts: number;
}

interface PlaceBarProps extends Counts {
  readonly me: Me;
  /** Of the address. */
  readonly at: string | undefined;
}

/** As many fit beside each other on a narrow phone, with the way to the others. */
const onThePhone = 4;

/**
 * Where she can go, and the ways out. On a narrow screen it is a bar with the first places of the day; the rest opens above it.
 */
export function PlaceBar({ me, at, ...counts }: PlaceBarProps) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const places = placesOf(me);
  const isBehind = places.findIndex(({ path }) => path === `/${at}`) >= onThePhone;
  const shut = (): void => setOpen(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') shut();
  };
  return (
    <nav
      className={`places${isOpen ? ' is-open' : ''}`}
      aria-label={say('console.places')}
      onKeyDown={onKeyDown}
    >
      {places.map(({ path, title }, index) => (
        <a
          key={path}
          href={`#${path}`}
          className={index < onThePhone ? undefined : 'behind'}
          aria-current={path === `/${at}` ? 'page' : undefined}
          onClick={shut}
        >
          {say(title)}
          <Waiting path={path} {...counts} />
        </a>
      ))}
      <button
        type="button"
        className={`more${isBehind ? ' is-here' : ''}`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {say('console.more')}
        {places.slice(onThePhone).map(({ path }) => (
          <Waiting key={path} path={path} {...counts} />
        ))}
      </button>
      <div className="foot">
        <p className="who">{me.dutyName}</p>
        <div className="row">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <div className="row">
          <button type="button" className="quiet" onClick={lockEverywhere}>
            {say('console.lock')}
          </button>
          <button type="button" className="quiet" onClick={() => void leaving.ask()}>
            {say('console.signOut')}
          </button>
        </div>
        <BuildManifest />
      </div>
    </nav>
  );
}

/** How many contacts or alerts nobody has, beside the name of the place. */
function Waiting({ path, inbox, alerts }: Counts & { readonly path: Place['path'] }) {
  const say = useSay();
  const count = path === '/inbox' ? (inbox?.unclaimed ?? 0) : path === '/alerts' ? alerts : 0;
  if (count === 0) return null;
  const words = path === '/inbox' ? 'console.waiting' : 'console.waiting.alerts';
  return (
    <span className="count" role="img" aria-label={say(words, { count })}>
      {count}
    </span>
  );
}
