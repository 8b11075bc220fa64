import { useMoment, useSay } from '../i18n/language.js';
import type { Naming } from '../keeper/namings.js';
import type { Announcement } from '../keeper/people.js';
import { FailureNotice } from '../parts/notice.js';
import { useDoing, useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';

interface NewsProps {
  readonly news: readonly Announcement[];
  readonly seen: () => Promise<void>;
}

/** What is new in the directory, and who named custodians, until she has read it. */
export function News({ news, seen }: NewsProps) {
  const say = useSay();
  const { value: namings = [], failure, reload } = useLoaded(() => keeper.ask('unreadNamings'));
  useLive(['custodians'], () => void reload());
  const noting = useDoing(async () => {
    const entry = news.at(-1);
    const naming = namings.at(-1);
    if (entry) await keeper.ask('noteAnnounced', entry.seq);
    if (naming) await keeper.ask('noteNamings', naming.number);
    await Promise.all([seen(), reload()]);
  });
  if (news.length + namings.length === 0) return <FailureNotice failure={failure} />;
  return (
    <section className="card news" aria-labelledby="news">
      <h2 id="news">{say('consolePeople.news')}</h2>
      <p>{say('consolePeople.news.body')}</p>
      <ul className="list">
        {news.map((entry) => (
          <NewEntry key={entry.seq} entry={entry} />
        ))}
        {namings.map((naming) => (
          <NewCustodians key={naming.number} naming={naming} />
        ))}
      </ul>
      <FailureNotice failure={noting.failure} />
      <button type="button" onClick={() => void noting.run()}>
        {say('consolePeople.news.seen')}
      </button>
    </section>
  );
}

function NewEntry({ entry: { op, dutyName, signer, ms } }: { readonly entry: Announcement }) {
  const say = useSay();
  const moment = useMoment();
  return (
    <li>
      <strong>{dutyName || say('consolePeople.kind.key')}</strong> · {say(opText(op))}
      <br />
      <span className="hint">
        {signer ? say('consolePeople.news.by', { name: signer, at: moment(ms) }) : moment(ms)}
      </span>
    </li>
  );
}

/** Who could open everything with three of these, and what to do when nobody told her. */
function NewCustodians({ naming: { by, at, replaces } }: { readonly naming: Naming }) {
  const say = useSay();
  const moment = useMoment();
  const told = { name: by, at: moment(at) };
  return (
    <li>
      <strong>{say('consoleRecovery.custodians')}</strong> ·{' '}
      {say(replaces ? 'consolePeople.custodians.replaced' : 'consolePeople.custodians.named')}
      <br />
      <span className="hint">{say('consolePeople.custodians.by', told)}</span>
      <p>
        {say('consolePeople.custodians.body')} <a href="#/recovery">{say('consolePeople.custodians.who')}</a>
      </p>
    </li>
  );
}

const opTexts = {
  1: 'consolePeople.op.add',
  2: 'consolePeople.op.rotate',
  3: 'consolePeople.op.revoke',
  4: 'consolePeople.op.genesis',
  5: 'consolePeople.op.adminAdd',
  6: 'consolePeople.op.edge',
  9: 'consolePeople.op.recovery',
} as const;

const opText = (op: number) => opTexts[op as keyof typeof opTexts];
