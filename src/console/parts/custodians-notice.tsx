import { useMoment, useSay } from '../i18n/language.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { Notice } from './notice.js';

/**
 * Any three of the custodians can open everything, so nobody puts others in their place in silence: on every page of everybody,
 * until she has read it among what is new in the directory.
 *
 * @param at the place where she is; read again when she comes from where she reads what is new
 */
export function CustodiansNotice({ at }: { readonly at: string }) {
  const say = useSay();
  const moment = useMoment();
  const isThere = at === 'people';
  const { value, reload } = useLoaded(() => keeper.ask('unreadNamings'), String(isThere));
  useLive(['custodians'], () => void reload());
  const newest = value?.findLast(({ replaces }) => replaces);
  if (!newest || isThere) return null;
  return (
    <Notice tone="warn">
      {say('consolePeople.custodians.notice', { name: newest.by, at: moment(newest.at) })}{' '}
      <a href="#/people">{say('consolePeople.custodians.look')}</a>
    </Notice>
  );
}
