import { useState } from 'react';
import { handOverWork } from '../../../contracts/identity/open-work.js';
import { call } from '../../api/call.js';
import { ApiRefused } from '../../api/refused.js';
import { useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import type { Names, Work } from './work-names.js';

interface AllProps {
  readonly id: string;
  /** What can be handed over from here. */
  readonly items: readonly Work[];
  readonly names: Names;
  readonly done: () => Promise<void>;
}

interface Progress {
  readonly done: number;
  readonly all: number;
}

/**
 * Everything that one colleague can take, piece by piece: each is given or not, so whatever interrupts it, the list shows what is
 * left, and pressing again goes on from there.
 */
export function HandOverAll({ id, items, names, done }: AllProps) {
  const say = useSay();
  const [to, setTo] = useState('');
  const [progress, setProgress] = useState<Progress>();
  const takers = [...new Set(items.flatMap((item) => item.takers))];
  const hers = items.filter((item) => item.takers.includes(to as never) && item.askedOf !== to);
  const giving = useDoing(async () => {
    setProgress({ done: 0, all: hers.length });
    try {
      for (const item of hers) if (await give(id, item, to)) setProgress(oneMore);
    } finally {
      await done();
    }
  });
  if (items.length < 2 && !progress) return null;
  return (
    <div className="all-to-one">
      <h3>{say('consoleLeaving.all')}</h3>
      <p className="hint">{say('consoleLeaving.all.body')}</p>
      <div className="row hand-over">
        <Choice
          label={say('consoleLeaving.all.to')}
          value={to}
          empty={say('consoleLeaving.choose')}
          options={takers.map((taker): [string, string] => [
            taker,
            say('consoleLeaving.all.option', {
              name: names[taker] ?? '',
              count: items.filter((item) => item.takers.includes(taker)).length,
              all: items.length,
            }),
          ])}
          change={(taker) => {
            setTo(taker);
            setProgress(undefined);
          }}
        />
        <button
          type="button"
          className="primary"
          disabled={hers.length === 0 || giving.busy}
          aria-busy={giving.busy}
          onClick={() => void giving.run()}
        >
          {to === ''
            ? say('consoleLeaving.all.none')
            : say('consoleLeaving.all.give', { count: hers.length })}
        </button>
      </div>
      <Standing progress={progress} busy={giving.busy} failed={giving.failure !== undefined} />
      <FailureNotice failure={giving.failure} />
    </div>
  );
}

const oneMore = (progress: Progress | undefined): Progress | undefined =>
  progress && { ...progress, done: progress.done + 1 };

/** @returns false when somebody else was faster, or nobody can take it any more: it is in the list, or with somebody, as it is */
async function give(id: string, item: Work, to: string): Promise<boolean> {
  try {
    await call(handOverWork, { params: { id }, body: { kind: item.kind, id: item.id, to } });
    return true;
  } catch (caught) {
    if (caught instanceof ApiRefused && caught.status < 500 && passable.includes(caught.code)) return false;
    throw caught;
  }
}

/** What does not keep the next piece from being given. */
const passable: readonly string[] = [
  'work-unknown',
  'work-stays',
  'taker-unfit',
  'shift-faulty',
  'override-conflict',
];

interface StandingProps {
  readonly progress: Progress | undefined;
  readonly busy: boolean;
  readonly failed: boolean;
}

function Standing({ progress, busy, failed }: StandingProps) {
  const say = useSay();
  if (!progress) return null;
  if (busy) return <Notice>{say('consoleLeaving.all.progress', { ...progress })}</Notice>;
  if (failed) return <Notice tone="warn">{say('consoleLeaving.all.failed', { ...progress })}</Notice>;
  return <Notice tone="good">{say('consoleLeaving.all.done', { count: progress.done })}</Notice>;
}
