import { useState } from 'react';
import {
  acknowledgeAlert,
  answerOffer,
  declineAlert,
  resolveAlert,
  withdrawAlertOffer,
} from '../../../contracts/escalation/alerts.js';
import { call } from '../../api/call.js';
import { useSay, type Say } from '../../i18n/language.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import type { AlertCardProps } from './alert-words.js';
import { HandOverDialog } from './hand-over.js';
import { ResolveDialog } from './resolve.js';

const news = ['also-acknowledged', 'somebody-has-it', 'contact-goes-on'] as const;
type News = (typeof news)[number];

const newsIn = (outcome: string): News | undefined => news.find((each) => each === outcome);

type Outcome = { readonly outcome: string } | void;

interface Action {
  readonly words: Parameters<Say>[0] & `consoleAlerts.${string}`;
  readonly look?: 'primary' | 'quiet';
  readonly act: (alert: AlertCardProps['alert']) => Promise<Outcome>;
}

const paramsOf = ({ id }: AlertCardProps['alert']) => ({ params: { id } });

const take: Action = {
  words: 'consoleAlerts.take',
  look: 'primary',
  act: (alert) => call(acknowledgeAlert, paramsOf(alert)),
};
const takeToo: Action = { ...take, words: 'consoleAlerts.takeToo', look: 'quiet' };
const notMe: Action = {
  words: 'consoleAlerts.notMe',
  act: (alert) => call(declineAlert, paramsOf(alert)),
};
const giveBack: Action = { ...notMe, words: 'consoleAlerts.giveBack', look: 'quiet' };
const accept: Action = {
  words: 'consoleAlerts.accept',
  look: 'primary',
  act: (alert) => call(answerOffer, { ...paramsOf(alert), body: { accept: true } }),
};
const refuse: Action = {
  words: 'consoleAlerts.notMe',
  act: (alert) => call(answerOffer, { ...paramsOf(alert), body: { accept: false } }),
};
const withdraw: Action = {
  words: 'consoleAlerts.handOver.withdraw',
  act: (alert) => call(withdrawAlertOffer, paramsOf(alert)),
};
const falseAlarm: Action = {
  words: 'consoleAlerts.falseAlarm',
  act: (alert) => call(resolveAlert, { ...paramsOf(alert), body: { outcome: 'false-alarm' } }),
};

/** The taps that make sense now, the likeliest first. */
function actionsFor({ may, heldBy, offeredTo }: AlertCardProps['alert']): readonly Action[] {
  if (may.answerOffer) return [accept, refuse];
  if (may.end) return [...(offeredTo === null ? [] : [withdraw]), falseAlarm, giveBack];
  return [...(may.acknowledge ? [heldBy === null ? take : takeToo] : []), ...(may.decline ? [notMe] : [])];
}

/** What I can do about an alert at this moment. Each is one tap; only the end asks for a note. */
export function AlertActions(props: AlertCardProps) {
  const { alert, changed } = props;
  const say = useSay();
  const [asking, setAsking] = useState<'hand-over' | 'end'>();
  const [told, setTold] = useState<News>();
  const acting = useDoing(async (act: Action['act']) => {
    try {
      setTold(newsIn((await act(alert))?.outcome ?? ''));
    } finally {
      await changed();
    }
  });
  const close = (): void => setAsking(undefined);
  return (
    <>
      <FailureNotice failure={acting.failure} />
      {told ? <Notice>{say(`consoleAlerts.saved.${told}`)}</Notice> : null}
      <div className="row actions">
        {alert.may.end ? <HolderButtons ask={setAsking} /> : null}
        {actionsFor(alert).map(({ words, look, act }) => (
          <button
            key={words}
            type="button"
            className={look}
            disabled={acting.busy}
            onClick={() => void acting.run(act)}
          >
            {(say as (key: string) => string)(words)}
          </button>
        ))}
      </div>
      {asking === 'hand-over' ? <HandOverDialog {...props} close={close} /> : null}
      {asking === 'end' ? <ResolveDialog {...props} close={close} /> : null}
    </>
  );
}

function HolderButtons({ ask }: { readonly ask: (what: 'hand-over' | 'end') => void }) {
  const say = useSay();
  return (
    <>
      <button type="button" className="primary" onClick={() => ask('end')}>
        {say('consoleAlerts.end')}
      </button>
      <button type="button" onClick={() => ask('hand-over')}>
        {say('consoleAlerts.handOver')}
      </button>
    </>
  );
}
