import { useState } from 'react';
import { useSay } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { keeper } from '../session/keeper.js';

interface RenewAllProps {
  readonly circles: readonly CircleAnswer[];
  readonly renewed: () => Promise<void>;
}

/**
 * After somebody left: a new key for every circle of mine that listed hers. One at a time, so whatever interrupts it, the rest
 * is still in this list. Circles in which somebody has new keys are left for a person who compares her words.
 */
export function RenewAll({ circles, renewed }: RenewAllProps) {
  const say = useSay();
  const [done, setDone] = useState(0);
  const [byHand, setByHand] = useState(false);
  const waiting = circles.filter(({ needsNewEpoch }) => needsNewEpoch);
  const renewing = useDoing(async () => {
    setDone(0);
    setByHand(false);
    try {
      for (const { id } of waiting) {
        if (await keeper.ask('dropLeavers', id)) setDone((count) => count + 1);
        else setByHand(true);
      }
    } finally {
      await renewed();
    }
  });
  if (waiting.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>
        <strong>{say('consoleCircles.renew.waiting', { count: waiting.length })}</strong>
      </p>
      <p>{say('consoleCircles.renew.body')}</p>
      {renewing.busy ? (
        <p>{say('consoleCircles.renew.progress', { done, all: waiting.length })}</p>
      ) : byHand ? (
        <p>{say('consoleCircles.renew.byHand')}</p>
      ) : null}
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
