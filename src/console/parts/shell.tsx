import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useSay } from '../i18n/language.js';
import { goTo, useRoute } from '../router.js';
import { AccountPage } from '../pages/account.js';
import { CaseRoom } from '../pages/case-room.js';
import { CasesPage } from '../pages/cases.js';
import { PeoplePage } from '../pages/people.js';
import { SecondFactorNeeded } from '../pages/second-factor.js';
import { useMe, type Me } from '../session/session.js';
import { useWaitingAlerts } from '../session/alert-count.js';
import { useInboxPresence, type InboxState } from '../session/inbox-presence.js';
import { useIdleLock } from '../session/idle-lock.js';
import { CeremonyNotice } from './ceremony-notice.js';
import { ClockNotice } from './clock-notice.js';
import { ZoneHint } from './zone-hint.js';
import { CommandPalette } from './command-palette.js';
import { CustodiansNotice } from './custodians-notice.js';
import { ErrorBoundary } from './error-boundary.js';
import { useGoKeys } from './go-keys.js';
import { HideButton } from './hide-button.js';
import { PinsNotice } from './pins-notice.js';
import { PlaceBar } from './place-bar.js';
import { mayVisit, placesOf } from './places.js';
import { WaitingNotice } from './waiting-notice.js';

/** Loaded when somebody goes there: not everybody answers contacts. */
const EveryCirclePage = lazy(async () => ({
  default: (await import('../pages/every-circle.js')).EveryCirclePage,
}));
const RecoveryPage = lazy(async () => ({ default: (await import('../pages/recovery.js')).RecoveryPage }));
const OwnKeysPage = lazy(async () => ({
  default: (await import('../pages/own-keys/own-keys.js')).OwnKeysPage,
}));
const LeavingPage = lazy(async () => ({
  default: (await import('../pages/leaving/leaving.js')).LeavingPage,
}));
const InboxPage = lazy(async () => ({ default: (await import('../pages/inbox.js')).InboxPage }));
const AlertsPage = lazy(async () => ({ default: (await import('../pages/alerts/alerts.js')).AlertsPage }));
const RosterPage = lazy(async () => ({ default: (await import('../pages/duty/roster.js')).RosterPage }));
const ReviewsPage = lazy(() => import('../pages/reviews/reviews-page.js'));
const EvaluationPage = lazy(() => import('../pages/evaluation/evaluation-page.js'));
const ProvidersPage = lazy(() => import('../pages/providers/providers-page.js'));
const InstrumentsPage = lazy(async () => ({
  default: (await import('../pages/instruments.js')).InstrumentsPage,
}));
const SafetyPage = lazy(async () => ({ default: (await import('../pages/safety.js')).SafetyPage }));
const HotlinePage = lazy(async () => ({ default: (await import('../pages/hotline.js')).HotlinePage }));

/** The house for somebody whose keys are unlocked: where she can go, and the ways out. */
export function Shell() {
  const say = useSay();
  const me = useMe();
  const [first = placesOf(me)[0]?.path.slice(1), second, third, fourth] = useRoute();
  const [palette, setPalette] = useState(false);
  const inbox = useInboxPresence(me);
  const alerts = useWaitingAlerts(me);
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
          <HideButton />
        </div>
      </header>
      <PlaceBar me={me} at={first} inbox={inbox} alerts={alerts} />
      <main id="main" tabIndex={-1}>
        <CeremonyNotice />
        <CustodiansNotice at={first ?? ''} />
        <ClockNotice />
        <ZoneHint />
        <PinsNotice />
        <ErrorBoundary key={first}>
          <WaitingNotice />
          <Suspense fallback={<p aria-busy="true">{say('console.loading')}</p>}>
            <Page me={me} name={first ?? ''} id={second} part={third} rest={fourth} inbox={inbox} />
          </Suspense>
        </ErrorBoundary>
      </main>
      {palette ? <CommandPalette close={() => setPalette(false)} go={goTo} /> : null}
    </div>
  );
}

interface PageProps {
  readonly me: Me;
  readonly name: string;
  readonly id: string | undefined;
  readonly part: string | undefined;
  readonly rest: string | undefined;
  readonly inbox: InboxState | null | undefined;
}

function Page(props: PageProps) {
  const { me, name } = props;
  if (me.needsSecondFactor) return <SecondFactorNeeded />;
  const page = mayVisit(name, me) ? pages[name] : undefined;
  return page ? page(props) : <AccountPage />;
}

const reviewPages: Readonly<Record<string, ReactNode>> = {
  providers: <ProvidersPage />,
  evaluation: <EvaluationPage />,
};

const pages: Readonly<Record<string, (props: PageProps) => ReactNode>> = {
  inbox: ({ inbox, id }) => <InboxPage inbox={inbox} id={id} />,
  circles: () => <EveryCirclePage />,
  recovery: () => <RecoveryPage />,
  'own-keys': () => <OwnKeysPage />,
  leaving: ({ id }) => <LeavingPage key={id} id={id ?? ''} />,
  alerts: ({ id }) => <AlertsPage id={id} />,
  roster: () => <RosterPage />,
  cases: ({ id, part, rest }) => (id ? <CaseRoom key={id} id={id} part={part} rest={rest} /> : <CasesPage />),
  reviews: ({ id }) => reviewPages[id ?? ''] ?? <ReviewsPage />,
  safety: ({ id }) => <SafetyPage key={id} id={id} />,
  hotline: () => <HotlinePage />,
  instruments: () => <InstrumentsPage />,
  people: () => <PeoplePage />,
};

function focusMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
