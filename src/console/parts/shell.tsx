import { useState } from 'react';
import { useSay } from '../i18n/language.js';
import { goTo, useRoute } from '../router.js';
import { AccountPage } from '../pages/account.js';
import { CasePage } from '../pages/case.js';
import { CasesPage } from '../pages/cases.js';
import { PeoplePage } from '../pages/people.js';
import { SecondFactorNeeded } from '../pages/second-factor.js';
import { session, useMe, type Me } from '../session/session.js';
import { useIdleLock } from '../session/idle-lock.js';
import { BuildManifest } from './build-manifest.js';
import { CommandPalette } from './command-palette.js';
import { ErrorBoundary } from './error-boundary.js';
import { useGoKeys } from './go-keys.js';
import { HIDE_KEY } from './hiding.js';
import { placesOf } from './places.js';
import { LanguageSwitch, ThemeSwitch } from './switches.js';

/** The house for somebody whose keys are unlocked: where she can go, and the ways out. */
export function Shell({ hide }: { readonly hide: () => void }) {
  const say = useSay();
  const me = useMe();
  const [first = placesOf(me)[0]?.path.slice(1), second] = useRoute();
  const [palette, setPalette] = useState(false);
  useIdleLock();
  useGoKeys(placesOf(me), () => setPalette(true));
  return (
    <div className="shell">
      <a className="skip" href="#main" onClick={focusMain}>
        {say('console.skip')}
      </a>
      <header className="top">
        <p className="house">{me.organisation}</p>
        <div className="tools">
          <button
            type="button"
            className="quiet"
            onClick={() => setPalette(true)}
            aria-keyshortcuts="Control+K"
          >
            {say('console.palette.open')} <kbd>Ctrl K</kbd>
          </button>
          <button type="button" className="hide" onClick={hide} aria-keyshortcuts={HIDE_KEY}>
            {say('console.hide')} <kbd>{HIDE_KEY}</kbd>
          </button>
        </div>
      </header>
      <nav className="places" aria-label={say('console.places')}>
        {placesOf(me).map(({ path, title }) => (
          <a key={path} href={`#${path}`} aria-current={path === `/${first}` ? 'page' : undefined}>
            {say(title)}
          </a>
        ))}
        <div className="foot">
          <p className="who">{me.dutyName}</p>
          <div className="row">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
          <div className="row">
            <button type="button" className="quiet" onClick={() => void session.lock()}>
              {say('console.lock')}
            </button>
            <button type="button" className="quiet" onClick={() => void session.signOut()}>
              {say('console.signOut')}
            </button>
          </div>
          <BuildManifest />
        </div>
      </nav>
      <main id="main" tabIndex={-1}>
        <ErrorBoundary key={first}>
          <Page me={me} name={first ?? ''} id={second} />
        </ErrorBoundary>
      </main>
      {palette ? <CommandPalette close={() => setPalette(false)} hide={hide} go={goTo} /> : null}
    </div>
  );
}

interface PageProps {
  readonly me: Me;
  readonly name: string;
  readonly id: string | undefined;
}

function Page({ me, name, id }: PageProps) {
  if (me.needsSecondFactor) return <SecondFactorNeeded />;
  const isAllowed = placesOf(me).some(({ path }) => path === `/${name}`);
  if (name === 'cases' && isAllowed) return id ? <CasePage key={id} id={id} /> : <CasesPage />;
  if (name === 'people') return <PeoplePage />;
  return <AccountPage />;
}

function focusMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
