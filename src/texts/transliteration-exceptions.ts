/**
 * Where Serbian Latin does not turn into Cyrillic letter by letter. `STARTS`: the beginning of a word in any letter case, whose ending
 * follows by the table; the longest key wins. `WHOLE`: a whole word in exactly this case.
 */
export const STARTS: Readonly<Record<string, string>> = {
  injekc: 'инјекц',
  injekt: 'инјект',
  konjug: 'конјуг',
  konjunk: 'конјунк',
  vanjezič: 'ванјезич',
  tanjug: 'танјуг',
  nadživ: 'наджив',
  odživ: 'оджив',
  odžal: 'оджал',
  nadžup: 'наджуп',
  podžup: 'поджуп',
  podžanr: 'поджанр',
  telegram: 'телеграм',
  viber: 'вајбер',
  whatsapp: 'вотсап',
  facebook: 'фејсбук',
  messenger: 'месинџер',
  youtube: 'јутјуб',
  google: 'гугл',
  iphone: 'ајфон',
  cloud: 'клауд',
};

export const WHOLE: Readonly<Record<string, string>> = {
  SOS: 'СОС',
  SMS: 'СМС',
  PIN: 'ПИН',
  SIM: 'СИМ',
  ID: 'ID',
  IP: 'IP',
  QR: 'QR',
  PDF: 'PDF',
  URL: 'URL',
  VPN: 'VPN',
  'Wi-Fi': 'Wi-Fi',
  Esc: 'Esc',
  h: 'h',
};
