import { useSay } from '../i18n/language.js';
import { useLoaded } from '../session/doing.js';
import { keeper } from '../session/keeper.js';
import { useLive } from '../session/live.js';
import { Notice } from './notice.js';

interface StaleProps {
  /** The circle, or the inbox of a conversation, into which somebody is about to write. */
  readonly circle: string;
  /** Where the new key is made: an inbox's members are changed among the circles of the house, a case's on its own page. */
  readonly renewedOn: 'hotline' | 'case' | 'this-page';
}

/** Above whatever writes: a key that ended would still open it, and who can shut that door. */
export function StaleNotice({ circle, renewedOn }: StaleProps) {
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
        <RenewFirst circle={circle} renewedOn={renewedOn} />
      ) : (
        say(value.renewers.length > 0 ? 'consoleCircles.stale.others' : 'consoleCircles.stale.nobody', {
          names: value.renewers.join(', '),
        })
      )}
    </Notice>
  );
}

function RenewFirst({ circle, renewedOn }: StaleProps) {
  const say = useSay();
  const words = say('consoleCircles.stale.mine');
  if (renewedOn === 'this-page') return words;
  return <a href={renewedOn === 'hotline' ? '#/hotline' : `#/cases/${circle}`}>{words}</a>;
}
