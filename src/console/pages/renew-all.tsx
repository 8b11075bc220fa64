import { useState } from 'react';
import { useSay } from '../i18n/language.js';
import { hasRight } from '../keeper/has-right.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import type { Confirmed } from '../keeper/open-circles.js';
import type { Person } from '../keeper/people.js';
import { ConfirmOne } from '../parts/confirm-people.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useMe } from '../session/session.js';
import { right } from './right-ticks.js';
import { failureIn, FailedCircles, type FailedCircle } from './failed-circles.js';

interface RenewAllProps {
  readonly circles: readonly CircleAnswer[];
  readonly renewed: () => Promise<void>;
}

/**
 * After somebody left or got new keys: a new key for every circle of mine that lists the old one. One at a time, so whatever
 * interrupts it, the rest is still in this list; one that fails keeps no other from its new key. Whose words were not compared
 * keeps her circles waiting.
 */
export function RenewAll({ circles, renewed }: RenewAllProps) {
  const say = useSay();
  const [done, setDone] = useState(0);
  const [byHand, setByHand] = useState(false);
  const [confirmed, setConfirmed] = useState<readonly Confirmed[]>([]);
  const { staffId } = useMe();
  const stale = circles.filter(({ needsNewEpoch }) => needsNewEpoch);
  const { value } = useLoaded(() => keeper.ask('listPeople'), stale.map(({ id }) => id).join());
  const me = value?.people.find(({ isMe }) => isMe);
  const waiting = stale.filter((circle) => mayRenew(staffId, circle) && !listsOldKeyOf(me, circle));
  const rotated = value?.people.filter((person) => hasNewKeysIn(person, waiting)) ?? [];
  const [failed, setFailed] = useState<readonly FailedCircle[]>([]);
  const renewing = useDoing(async () => {
    setDone(0);
    setByHand(false);
    setFailed([]);
    try {
      for (const circle of waiting) {
        const failure = await failureIn(async () => {
          if (await keeper.ask('renewCircle', circle.id, confirmed)) setDone((count) => count + 1);
          else setByHand(true);
        });
        if (failure) setFailed((before) => [...before, { circle, failure }]);
      }
    } finally {
      await renewed();
    }
  });
  if (waiting.length === 0) return stale.some((circle) => listsOldKeyOf(me, circle)) ? <MineWait /> : null;
  return (
    <Notice tone="warn">
      <p>
        <strong>{say('consoleCircles.renew.waiting', { count: waiting.length })}</strong>
      </p>
      <p>{say('consoleCircles.renew.body')}</p>
      <Rotated people={rotated} confirmed={confirmed} confirm={setConfirmed} />
      <Progress busy={renewing.busy} done={done} all={waiting.length} byHand={byHand} />
      <FailedCircles of="renew" failed={failed} />
      <FailureNotice failure={renewing.failure} />
      <button
        type="button"
        className="primary"
        disabled={renewing.busy}
        aria-busy={renewing.busy}
        onClick={() => void renewing.run()}
      >
        {say('consoleCircles.renew.all')}
      </button>
    </Notice>
  );
}

interface ProgressProps {
  readonly busy: boolean;
  readonly done: number;
  readonly all: number;
  readonly byHand: boolean;
}

function Progress({ busy, done, all, byHand }: ProgressProps) {
  const say = useSay();
  if (busy) return <p>{say('consoleCircles.renew.progress', { done, all })}</p>;
  return byHand ? <p>{say('consoleCircles.renew.byHand')}</p> : null;
}

/** Others are told above every field who can. */
const mayRenew = (me: string, circle: CircleAnswer): boolean => hasRight(circle, me, right.grant);

const listsOldKeyOf = (person: Person | undefined, { members }: CircleAnswer): boolean =>
  person !== undefined && members.some((member) => member.userId === person.id && member.kv !== person.kv);

const hasNewKeysIn = (person: Person, circles: readonly CircleAnswer[]): boolean =>
  !person.isMe && circles.some((circle) => listsOldKeyOf(person, circle));

/** Her own new keys are not in some circles yet: others make the new key there. */
function MineWait() {
  const say = useSay();
  return (
    <Notice tone="warn">
      {say('consoleOwnKeys.mine')} <a href="#/own-keys">{say('consoleOwnKeys.mine.look')}</a>
    </Notice>
  );
}

interface RotatedProps {
  readonly people: readonly Person[];
  readonly confirmed: readonly Confirmed[];
  readonly confirm: (confirmed: readonly Confirmed[]) => void;
}

/** Compared once for all circles: it is the same key in each. */
function Rotated({ people, confirmed, confirm }: RotatedProps) {
  const say = useSay();
  if (people.length === 0) return null;
  return (
    <>
      <p>{say('consoleOwnKeys.renew.confirm')}</p>
      {people.map((person) => (
        <ConfirmOne key={person.id} person={person} confirmed={confirmed} confirm={confirm} />
      ))}
    </>
  );
}
