import { useState } from 'react';
import { invite } from '../../contracts/identity/enrolment.js';
import { call } from '../api/call.js';
import { useMoment, useSay } from '../i18n/language.js';
import type { Person } from '../keeper/people.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import { joinLink } from '../session/join-link.js';
import { keeper } from '../session/keeper.js';

/** A one-time link with which somebody who is here gets new keys: passphrase and code are lost, or somebody else has them. */
export function NewKeys({ person }: { readonly person: Pick<Person, 'id' | 'dutyName'> }) {
  const say = useSay();
  const moment = useMoment();
  const [issued, setIssued] = useState<{ readonly link: string; readonly until: number }>();
  const making = useDoing(async () => {
    const [{ token, expiresAt }, rootFingerprint] = await Promise.all([
      call(invite, { body: { staffId: person.id } }),
      keeper.ask('rootFingerprint'),
    ]);
    setIssued({ link: joinLink(location.origin, { token, rootFingerprint }), until: expiresAt });
  });
  return (
    <details>
      <summary>{say('consolePeople.newKeys')}</summary>
      <p className="hint">{say('consolePeople.newKeys.body')}</p>
      {issued ? (
        <Notice tone="good">
          <p>{say('consolePeople.invite.made', { name: person.dutyName, until: moment(issued.until) })}</p>
          <code className="link" tabIndex={0}>
            {issued.link}
          </code>
          <button type="button" onClick={() => void navigator.clipboard.writeText(issued.link)}>
            {say('consolePeople.invite.copy')}
          </button>
        </Notice>
      ) : (
        <button type="button" aria-busy={making.busy} onClick={() => void making.run()}>
          {say('consolePeople.newKeys.make')}
        </button>
      )}
      <FailureNotice failure={making.failure} />
    </details>
  );
}
