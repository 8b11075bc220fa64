import { useState } from 'react';
import { resetSecondFactor } from '../../contracts/identity/second-factor.js';
import { endSessionsOf } from '../../contracts/identity/session.js';
import { call } from '../api/call.js';
import { useSay } from '../i18n/language.js';
import type { Person } from '../keeper/people.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';

type Help = 'sessions' | 'factor';

/** What an administrator does for somebody whose laptop or phone is gone. Keys and contents stay as they are. */
export function LostDevice({ person }: { readonly person: Pick<Person, 'id' | 'dutyName'> }) {
  const say = useSay();
  const [done, setDone] = useState<Help>();
  const helping = useDoing(async (help: Help) => {
    setDone(undefined);
    await call(help === 'sessions' ? endSessionsOf : resetSecondFactor, { params: { id: person.id } });
    setDone(help);
  });
  return (
    <details>
      <summary>{say('consolePeople.lost')}</summary>
      <p className="hint">{say('consolePeople.lost.body')}</p>
      {done ? <Notice tone="good">{say(`consolePeople.lost.${done}.done`)}</Notice> : null}
      <FailureNotice failure={helping.failure} />
      <div className="row">
        {(['sessions', 'factor'] as const).map((help) => (
          <button key={help} type="button" aria-busy={helping.busy} onClick={() => void helping.run(help)}>
            {say(`consolePeople.lost.${help}`)}
          </button>
        ))}
      </div>
    </details>
  );
}
