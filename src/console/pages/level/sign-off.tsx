import { useState } from 'react';
import type { Opened } from '../../assessing/opened.js';
import { useMoment, useSay } from '../../i18n/language.js';
import type { LevelView } from '../../keeper/judge-schedule.js';
import type { SignOffView } from '../../keeper/judge-sign-offs.js';
import { Tick } from '../../parts/fields.js';
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
  const { signOffs } = level;
  if (!level.said || level.state === 'red') return null;
  return (
    <>
      {signOffs.map((signOff) => (
        <Given key={signOff.signer} signOff={signOff} wantsWord={wantsWord(level, opened)} />
      ))}
      {level.effect?.awaitsSignOff ? <Awaited level={level} opened={opened} reload={reload} /> : null}
    </>
  );
}

interface GivenProps {
  readonly signOff: SignOffView;
  readonly wantsWord: boolean;
}

function Given({ signOff, wantsWord }: GivenProps) {
  const say = useSay();
  const moment = useMoment();
  const { name, signedAt, standing, isSound, isNotLineManager } = signOff;
  const word = isNotLineManager ? 'notManager' : 'noWord';
  return (
    <p className={isSound ? 'hint' : 'bad-text'}>
      {say(`level.signedOff.${standing}`, { name, at: moment(signedAt) })}{' '}
      {wantsWord ? say(`level.signedOff.${word}`) : null}
    </p>
  );
}

/** Nobody in the house knows who manages whom, so whoever signs says it herself, and it is sealed with her signature. */
const wantsWord = (level: LevelView, { published }: Opened): boolean =>
  isLowered(level) && (published?.instrument.override.downApproverIsNot.includes('line_manager') ?? false);

const isLowered = ({ said }: LevelView): boolean => said !== null && said.inForce < said.computed;

function Awaited({ level, opened, reload }: SignOffProps) {
  const say = useSay();
  const { roles } = useMe();
  const obstacle = obstacleTo(roles, level, opened);
  return (
    <Notice tone="warn">
      <p>{say(isLowered(level) ? 'level.awaits.lowered' : 'level.awaits')}</p>
      {obstacle ? (
        <p>{say(`level.signOff.${obstacle}`)}</p>
      ) : (
        <Sign level={level} opened={opened} reload={reload} />
      )}
    </Notice>
  );
}

function Sign({ level, opened, reload }: SignOffProps) {
  const say = useSay();
  const [isNotManager, setNotManager] = useState(false);
  const needsWord = wantsWord(level, opened);
  const signing = useDoing(async () => {
    const says = needsWord ? ({ isNotLineManager: true } as const) : {};
    await keeper.ask('signOffStatement', opened.id, level.record ?? '', says);
    await reload();
  });
  return (
    <>
      {needsWord ? (
        <Tick
          label={say('level.signOff.notManager')}
          checked={isNotManager}
          onChange={({ target }) => setNotManager(target.checked)}
        />
      ) : null}
      <button
        type="button"
        className="primary"
        disabled={signing.busy || (needsWord && !isNotManager)}
        aria-busy={signing.busy}
        onClick={() => void signing.run()}
      >
        {say('level.signOff')}
      </button>
      <FailureNotice failure={signing.failure} />
    </>
  );
}

/** Why this person cannot be the second one. */
function obstacleTo(
  roles: readonly string[],
  { author }: LevelView,
  { file }: Opened,
): 'role' | 'own' | 'subject' | 'right' | null {
  if (!roles.includes('coordinator')) return 'role';
  if (author === file.me) return 'own';
  if (file.answer.subjectId === file.me) return 'subject';
  return file.mayWrite ? null : 'right';
}
