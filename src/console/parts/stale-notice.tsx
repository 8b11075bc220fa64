import { useSay } from '../i18n/language.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { Notice } from './notice.js';

interface StaleProps {
  /** The circle, or the inbox of a conversation, into which somebody is about to write. */
  readonly circle: string;
  /** It is an inbox, whose members are changed elsewhere. */
  readonly isInbox?: boolean;
}

/** Above whatever writes: a key that ended would still open it, and who can shut that door. */
export function StaleNotice({ circle, isInbox = false }: StaleProps) {
  const say = useSay();
  const { value, reload } = useLoaded(() => keeper.ask('staleKeysIn', circle), circle);
  useLive(['directory'], () => void reload());
  useLive(['circle-members'], () => void reload(), circle);
  if (!value) return null;
  const names = value.ended.map((name) => name || say('consoleCase.members.recovery')).join(', ');
  return (
    <Notice tone="warn">
      {say('consoleCircles.stale', { names })}{' '}
      {value.iMayRenew ? (
        <a href={isInbox ? '#/hotline' : `#/cases/${circle}`}>{say('consoleCircles.stale.mine')}</a>
      ) : (
        say(value.renewers.length > 0 ? 'consoleCircles.stale.others' : 'consoleCircles.stale.nobody', {
          names: value.renewers.join(', '),
        })
      )}
    </Notice>
  );
}
