import { endSession, listSessions } from '../../contracts/identity/session.js';
import { call } from '../api/call.js';
import { useMoment, useSay } from '../i18n/language.js';
import { FailureNotice } from '../parts/notice.js';
import { Words } from '../parts/words.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { ChangeWay } from './change-way.js';
import { MyPhone } from './duty/my-phone.js';
import { OwnSecondFactor } from './own-second-factor.js';

/** My words, my devices, and how I get in. */
export function AccountPage() {
  const say = useSay();
  const { value: words } = useLoaded(() => keeper.ask('myWords'));
  return (
    <>
      <h1>{say('console.place.account')}</h1>
      <div className="cards">
        <section className="card" aria-labelledby="my-words">
          <h2 id="my-words">{say('consolePeople.myWords')}</h2>
          <p>{say('consolePeople.myWords.body')}</p>
          {words ? <Words words={words} label={say('consolePeople.myWords')} /> : null}
        </section>
        <MyPhone />
        <Sessions />
        <ChangeWay />
        <OwnSecondFactor />
      </div>
    </>
  );
}

function Sessions() {
  const say = useSay();
  const moment = useMoment();
  const { value, failure, reload } = useLoaded(async () => (await call(listSessions)).items);
  const ending = useDoing(async (id: string) => {
    await call(endSession, { params: { id } });
    await reload();
  });
  return (
    <section className="card" aria-labelledby="sessions">
      <h2 id="sessions">{say('consolePeople.sessions')}</h2>
      <p>{say('consolePeople.sessions.body')}</p>
      <FailureNotice failure={failure ?? ending.failure} />
      <ul className="list">
        {value?.map(({ id, device, seenAt, current }) => (
          <li key={id} className="row between">
            <span>
              <strong>{device}</strong>
              <br />
              <span className="hint">
                {current
                  ? say('consolePeople.sessions.here')
                  : say('consolePeople.sessions.seen', { at: moment(seenAt) })}
              </span>
            </span>
            {current ? null : (
              <button type="button" onClick={() => void ending.run(id)}>
                {say('consolePeople.sessions.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
