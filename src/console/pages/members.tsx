import { useState } from 'react';
import { useSay } from '../i18n/language.js';
import { isDoubtful } from '../keeper/is-doubtful.js';
import type { CircleView, MemberView } from '../keeper/view-circle.js';
import { Notice } from '../parts/notice.js';
import { AddMember } from './add-member.js';
import { ChangeRights, RemoveMember } from './change-member.js';
import { Renew } from './renew.js';
import { right } from './right-ticks.js';

interface MembersProps {
  readonly id: string;
  readonly view: CircleView;
  readonly changed: () => Promise<void>;
}

/** Who may know, and, for those who may, changing it. Damaged records do not stop that: somebody may have to be put out at once. */
export function Members({ id, view, changed }: MembersProps) {
  const say = useSay();
  const stale = view.members.filter((member) => member.isStale);
  const mayChange = view.mayGrant && !isDoubtful(view.standing);
  const mayChoose = mayChange && stale.length === 0;
  return (
    <aside className="card" aria-labelledby="members">
      <h2 id="members">{say('consoleCase.members')}</h2>
      <p className="hint">{say('consoleCase.members.body')}</p>
      {view.mayGrant ? <WhyNot standing={view.standing} /> : null}
      {mayChange && !mayChoose ? <Renew id={id} stale={stale} changed={changed} /> : null}
      {view.grantorsLeft === 1 ? <Notice tone="warn">{say('consoleCase.members.last')}</Notice> : null}
      <MemberList id={id} members={view.members} mayChoose={mayChoose} changed={changed} />
      {mayChoose ? <AddMember id={id} view={view} changed={changed} /> : null}
    </aside>
  );
}

/** Nothing of this card goes away without a word. */
function WhyNot({ standing }: { readonly standing: CircleView['standing'] }) {
  const say = useSay();
  if (standing === 'whole') return null;
  return (
    <Notice tone="warn">
      {say(standing === 'damaged' ? 'consoleCase.members.damaged' : 'consoleCase.members.untrusted')}
    </Notice>
  );
}

interface ListProps {
  readonly id: string;
  readonly members: readonly MemberView[];
  readonly mayChoose: boolean;
  readonly changed: () => Promise<void>;
}

function MemberList({ id, members, mayChoose, changed }: ListProps) {
  const say = useSay();
  const [chosen, setChosen] = useState<{ readonly member: MemberView; readonly to: 'remove' | 'change' }>();
  const close = (): void => setChosen(undefined);
  const Chosen = chosen?.to === 'remove' ? RemoveMember : ChangeRights;
  return (
    <>
      <ul className="list">
        {members.map((member) => (
          <li key={member.id} className="row between">
            <MemberLine member={member} />
            {mayChoose && !member.isMe && !member.isRecovery ? (
              <span className="row">
                {(['change', 'remove'] as const).map((to) => (
                  <button
                    key={to}
                    type="button"
                    className="quiet"
                    aria-label={`${say(`consoleCase.members.${to}`)}: ${member.name}`}
                    onClick={() => setChosen({ member, to })}
                  >
                    {say(`consoleCase.members.${to}`)}
                  </button>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {chosen ? <Chosen id={id} member={chosen.member} close={close} changed={changed} /> : null}
    </>
  );
}

function MemberLine({ member }: { readonly member: MemberView }) {
  const say = useSay();
  const held = (['read', 'write', 'grant'] as const).filter((each) => (member.rights & right[each]) !== 0);
  return (
    <span>
      <strong>{member.isRecovery ? say('consoleCase.members.recovery') : member.name}</strong>{' '}
      {member.isMe ? <span className="badge">{say('consolePeople.me')}</span> : null}
      {member.isStale ? <span className="badge warn">{say('consoleCase.members.stale')}</span> : null}
      <br />
      <span className="hint">{held.map((each) => say(`consoleCase.right.${each}`)).join(', ')}</span>
    </span>
  );
}
