import { useState } from 'react';
import { useSay } from '../../i18n/language.js';
import { FailureNotice } from '../../parts/notice.js';
import { useLoaded } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';
import { useLive } from '../../session/live.js';
import { MakeKeys } from './make-keys.js';
import { WaitingKeys } from './waiting-keys.js';
import { RenewedCircles } from './renewed-circles.js';

/** After a theft: new keys, from the papers to the last circle. Wherever it is left, it goes on from what the server has. */
export function OwnKeysPage() {
  const say = useSay();
  const [anew, setAnew] = useState(false);
  const { value, failure, reload } = useLoaded(() => keeper.ask('lookAtOwnKeys'));
  useLive(['directory', 'enrolment', 'circle-members'], () => void reload());
  const posted = async (): Promise<void> => {
    setAnew(false);
    await reload();
  };
  return (
    <>
      <p className="crumb">
        <a href="#/account">{say('console.place.account')}</a>
      </p>
      <h1>{say('consoleOwnKeys.title')}</h1>
      <p className="lead">{say('consoleOwnKeys.lead')}</p>
      <FailureNotice failure={failure} />
      {value ? (
        <>
          {value.kv > 1 ? <RenewedCircles circles={value.circles} /> : null}
          {value.waiting === 'none' || anew ? (
            <MakeKeys posted={posted} />
          ) : (
            <WaitingKeys keys={value} changed={reload} anew={() => setAnew(true)} />
          )}
        </>
      ) : null}
    </>
  );
}
