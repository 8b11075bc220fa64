import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { alike } from '../i18n/alike.js';
import { languageNames, languages, useLanguage, useSay } from '../i18n/language.js';
import { leaving } from '../session/leaving.js';
import { useMe } from '../session/session.js';
import { lockEverywhere } from '../session/tabs.js';
import { DialogFoot } from './dialog.js';
import { HIDE_KEY, hide } from './hiding.js';
import { placesOf } from './places.js';

interface Command {
  readonly name: string;
  readonly hint: string;
  readonly run: () => void;
}

interface PaletteProps {
  readonly close: () => void;
  readonly go: (path: string) => void;
}

/** Everything that can be done from anywhere, found by typing. */
export function CommandPalette({ close, go }: PaletteProps) {
  const say = useSay();
  const commands = useCommands(go);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const found = commands.filter(({ name }) => alike(name).includes(alike(typed)));
  const chosen = Math.min(at, found.length - 1);
  const run = (command: Command | undefined): void => {
    if (!command) return;
    close();
    command.run();
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((chosen + step + found.length) % Math.max(found.length, 1));
    else if (event.key === 'Enter') run(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className="palette" aria-label={say('console.palette.open')} onClose={close}>
      <input
        autoComplete="off"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[chosen] ? `${listId}-${chosen}` : undefined}
        aria-label={say('console.palette.type')}
        placeholder={say('console.palette.type')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={press}
        autoFocus
      />
      <ul id={listId} role="listbox" aria-label={say('console.palette.open')}>
        {found.map((command, index) => (
          <li
            key={command.name}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => run(command)}
          >
            {command.name} <kbd>{command.hint}</kbd>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="hint">{say('console.palette.nothing')}</p> : null}
      <DialogFoot />
    </dialog>
  );
}

function useCommands(go: (path: string) => void): readonly Command[] {
  const { choose, language } = useLanguage();
  const say = useSay();
  const me = useMe();
  return useMemo(
    () => [
      ...placesOf(me).map(({ path, title, key }) => ({
        name: say(title),
        hint: `g ${key}`,
        run: () => go(path),
      })),
      { name: say('console.hide'), hint: HIDE_KEY, run: hide },
      { name: say('console.lock'), hint: '', run: lockEverywhere },
      { name: say('console.signOut'), hint: '', run: () => void leaving.ask() },
      ...languages
        .filter((each) => each !== language)
        .map((each) => ({ name: languageNames[each], hint: each, run: () => void choose(each) })),
    ],
    [say, me, go, choose, language],
  );
}
