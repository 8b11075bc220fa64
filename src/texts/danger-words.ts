/**
 * Words and phrases of immediate danger to begin with; the organisation keeps its own list. A word ending in * also matches whatever
 * follows. Written in Serbian Latin and English; `hasDangerWords` reads Cyrillic and missing diacritics too. Each entry is immediate:
 * an ordinary request for help must not wake the on-call line, so "help" alone is not here.
 */
// prettier-ignore
export const DANGER_WORDS: readonly string[] = [
  'upomoć', 'u pomoć', 'spasite me', 'spasi me', 'spasite nas', 'spasavajte',
  'ubiće me', 'će me ubi*', 'me ubij*', 'me ubiti', 'me tuče', 'me tuku', 'me bije', 'me biju', 'me davi', 'me guši', 'ubi će me', 'hoće da me ubij*', 'ubij* me', 'da me ubij*', 'ubiće nas', 'zaklaće me', 'zadaviće me',
  'preti da će me ubiti', 'preti da me ubije', 'preti ubistvom', 'ima pištolj*', 'ima nož*', 'ima pušku', 'ima oružje',
  'pištolj*', 'sekir*', 'tuče me', 'tuku me', 'bije me', 'biju me', 'prebi* me', 'pretuk* me', 'davi me', 'guši me',
  'siluj*', 'silova*', 'krvarim', 'krvari', 'gubim svest', 'ne mogu da dišem', 'ne diše', 'u nesvesti',
  'zaključa* me', 'zaključa* su', 'me zaključa*', 'me je zaključa*', 'me drži zaključan*', 'zaključana sam', 'zaključan sam', 'zaključani smo', 'zaključa* nas', 'ne mogu da izađem', 'ne pušta me napolje',
  'drže me zatvoren*', 'zatvorena sam', 'zatvoren sam', 'oteli su me', 'oteo me', 'oteli me', 'otet* sam', 'kidnap*',
  'provaljuj*', 'lomi vrata', 'razvaljuj* vrata', 'dolazi po mene', 'dolaze po mene', 'našao me', 'našli su me',
  'ubiću se', 'da se ubijem', 'hoću da umrem', 'ne želim da živim', 'samoubi*', 'popila sam tablete', 'popio sam tablete',
  'kill me', 'kill us', 'killing me', 'save me', 'save us', 'has a gun', 'has a knife', 'have guns', 'beating me', 'beats me',
  'hitting me', 'strangl*', 'choking me', 'stabbed', 'raping', 'raped', 'rape me', 'bleeding', 'cannot breathe', 'cant breathe',
  'not breathing', 'unconscious', 'locked in', 'locked me', 'locked up', 'locks me', 'cannot get out', 'cant get out', 'kidnap*', 'abducted',
  'breaking in', 'breaking the door', 'coming for me', 'found me', 'kill myself', 'killing myself', 'end my life',
  'want to die', 'suicid*', 'overdos*', 'emergency', 'sos',
];
