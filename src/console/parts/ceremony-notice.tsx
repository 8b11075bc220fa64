import { listCeremonies } from '../../contracts/identity/recovery.js';
import { call } from '../api/call.js';
import { namesOfStaff } from '../api/names-of-staff.js';
import { useSay } from '../i18n/language.js';
import { useLoaded } from '../session/doing.js';
import { useLive } from '../session/live.js';
import { Notice } from './notice.js';

/** A quorum can open everything, so a ceremony never meets in silence: on every page of everybody. */
export function CeremonyNotice() {
  const say = useSay();
  const { value, reload } = useLoaded(async () => {
    const open = (await call(listCeremonies)).items.find(({ closedAt }) => closedAt === null);
    if (!open) return null;
    return { name: (await namesOfStaff()).get(open.openedBy) ?? '' };
  });
  useLive(['ceremony'], () => void reload());
  return value ? (
    <Notice tone="warn">
      {say('consoleRecovery.open.notice', { name: value.name })}{' '}
      <a href="#/recovery">{say('consoleRecovery.open.look')}</a>
    </Notice>
  ) : null;
}
