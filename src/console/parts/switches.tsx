import { useEffect, useState } from 'react';
import type { Language } from '../../domain/shared/language.js';
import { languageNames, languages, useLanguage, useSay } from '../i18n/language.js';

export function LanguageSwitch() {
  const { language, choose, missed, say } = useLanguage();
  return (
    <>
      <select
        autoComplete="off"
        className="quiet"
        aria-label={say('console.language')}
        value={language}
        onChange={(event) => void choose(event.target.value as Language)}
      >
        {languages.map((each) => (
          <option key={each} value={each} lang={each}>
            {languageNames[each]}
          </option>
        ))}
      </select>
      {missed ? <span role="alert">{say('console.language.missed')}</span> : null}
    </>
  );
}

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** Follows the device until somebody chooses; the choice lasts as long as the tab. */
export function ThemeSwitch() {
  const say = useSay();
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <select
      autoComplete="off"
      className="quiet"
      aria-label={say('console.theme')}
      value={theme}
      onChange={(event) => setTheme(event.target.value as Theme)}
    >
      {themes.map((each) => (
        <option key={each} value={each}>
          {say(`console.theme.${each}`)}
        </option>
      ))}
    </select>
  );
}

const chosenTheme = (): Theme => {
  const set = document.documentElement.dataset['theme'];
  return themes.find((each) => each === set) ?? 'system';
};
