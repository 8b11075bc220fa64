import type { Opened } from '../../assessing/opened.js';
import { useMoment, useSay } from '../../i18n/language.js';
import type { LevelView } from '../../keeper/judge-schedule.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing } from '../../session/doing.js';
import { keeper } from '../../session/keeper.js';
import { useMe } from '../../session/session.js';

interface SignOffProps {
  readonly level: LevelView;
  readonly opened: Opened;
  readonly reload: () => Promise<void>;
}

/** The second signature: who gave it, who may, and whether it is still awaited. */
export function SignOff({ level, opened, reload }: SignOffProps) {
  const say = useSay();
  const moment = useMoment();
  const { signOffs } = level;
  if (!level.said || level.state === 'red') return null;
  return (
    <>
      {signOffs.map(({ signer, name, signedAt, standing }) => (
        <p key={signer} className={standing === 'unsound' ? 'bad-text' : 'hint'}>
          {say(`level.signedOff.${standing}`, { name, at: moment(signedAt) })}
        </p>
      ))}
      {level.effect?.awaitsSignOff ? <Awaited level={level} opened={opened} reload={reload} /> : null}
    </>
  );
}

const isLowered = ({ said }: LevelView): boolean => said !== null && said.inForce < said.computed;

function Awaited({ level, opened, reload }: SignOffProps) {
  const say = useSay();
  const { roles } = useMe();
  const signing = useDoing(async () => {
    await keeper.ask('signOffStatement', opened.id, level.record ?? '');
    await reload();
  });
  const obstacle = obstacleTo(roles, level, opened);
  return (
    <>
      <Notice tone="warn">
        <p>{say(isLowered(level) ? 'level.awaits.lowered' : 'level.awaits')}</p>
        {obstacle ? (
          <p>{say(`level.signOff.${obstacle}`)}</p>
        ) : (
          <button
            type="button"
            className="primary"
            disabled={signing.busy}
            aria-busy={signing.busy}
            onClick={() => void signing.run()}
          >
            {say('level.signOff')}
          </button>
        )}
      </Notice>
      <FailureNotice failure={signing.failure} />
    </>
  );
}

/** Why this person cannot be the second one. */
function obstacleTo(
  roles: readonly string[],
  { author }: LevelView,
  { file }: Opened,
): 'role' | 'own' | 'right' | null {
  if (!roles.includes('coordinator')) return 'role';
  if (author === file.me) return 'own';
  return file.mayWrite ? null : 'right';
}
