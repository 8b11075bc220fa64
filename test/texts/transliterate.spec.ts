import { toCyrillic } from '../../src/texts/transliterate.js';
import { STARTS, WHOLE } from '../../src/texts/transliteration-exceptions.js';
import fc from '../builders/properties.js';

describe('Serbian Latin in Cyrillic', () => {
  it.each([
    ['abcčćdđefghijklmnoprsštuvzž', 'абцчћдђефгхијклмнопрсштувзж'],
    ['Njegoš, NJEGOŠ, njegov, konj', 'Његош, ЊЕГОШ, његов, коњ'],
    ['Ljubav, LJUBAV, ljudi, polje', 'Љубав, ЉУБАВ, људи, поље'],
    ['Džep, DŽEP, džez, narudžba', 'Џеп, ЏЕП, џез, наруџба'],
    ['Zdravo. Ja sam program, ne osoba.', 'Здраво. Ја сам програм, не особа.'],
    ['č napisano sa kvačicom posebno: c\u030c', 'ч написано са квачицом посебно: ч'],
  ])('%j', (latin, cyrillic) => {
    expect(toCyrillic(latin)).toBe(cyrillic);
  });

  it.each([
    ['injekcija', 'инјекција'],
    ['Injektirati', 'Инјектирати'],
    ['konjugacija, konjunktura, konj', 'конјугација, конјунктура, коњ'],
    ['vanjezički', 'ванјезички'],
    ['Tanjug', 'Танјуг'],
    ['nadživeti, odživeti, odžaliti', 'надживети, одживети, оджалити'],
    ['nadžupan, podžupan, podžanr', 'наджупан, поджупан, поджанр'],
    ['Telegramu, TELEGRAM, telegramom', 'Телеграму, ТЕЛЕГРАМ, телеграмом'],
    [
      'Viber, WhatsAppom, Facebooku, Messenger, YouTube, Google, iPhone, cloud',
      'Вајбер, Вотсапом, Фејсбуку, Месинџер, Јутјуб, Гугл, ајфон, клауд',
    ],
  ])('an exception at the beginning of a word: %j', (latin, cyrillic) => {
    expect(toCyrillic(latin)).toBe(cyrillic);
  });

  it.each([
    ['SOS telefon, SMS, PIN i SIM', 'СОС телефон, СМС, ПИН и СИМ'],
    ['Vaš ID, IP, QR, PDF, URL, VPN', 'Ваш ID, IP, QR, PDF, URL, VPN'],
    ['Wi-Fi i Esc', 'Wi-Fi и Esc'],
    ['SMS-om, ID-om', 'СМС-ом, ID-ом'],
    ['(ASTRA, 24 h), 24h', '(АСТРА, 24 h), 24h'],
    ['sos, pin, id, esc', 'сос, пин, ид, есц'],
  ])('a whole word in exactly its case: %j', (latin, cyrillic) => {
    expect(toCyrillic(latin)).toBe(cyrillic);
  });

  it.each([
    ['Ponovo smo ovde u {time}.', 'Поново смо овде у {time}.'],
    ['Otvorite https://zaklon.example/ljudi?x=1 sada', 'Отворите https://zaklon.example/ljudi?x=1 сада'],
    ['Stranica astra.rs.', 'Страница astra.rs.'],
    ['Pišite na pomoc@primer.rs.', 'Пишите на pomoc@primer.rs.'],
    ['Komanda /izlaz ili @zaklon_bot', 'Команда /izlaz или @zaklon_bot'],
    ['danas/sutra', 'данас/сутра'],
    ['čet Newsmax', 'чет Newsmax'],
  ])('what is for machines, or foreign, stays: %j', (latin, cyrillic) => {
    expect(toCyrillic(latin)).toBe(cyrillic);
  });

  it('knows every exception', () => {
    for (const [latin, cyrillic] of Object.entries({ ...STARTS, ...WHOLE }))
      expect(toCyrillic(latin)).toBe(cyrillic);
    expect(Object.keys(STARTS)).toHaveLength(21);
    expect(Object.keys(WHOLE)).toHaveLength(13);
  });

  it('leaves Cyrillic alone', () => {
    expect(toCyrillic('Ћирилица и латиница')).toBe('Ћирилица и латиница');
  });

  it('never throws, and keeps whatever stands between braces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z]{1,9}$/), (text, name) => {
        expect(toCyrillic(text.replace(/[{}]/g, ''))).toBeDefined();
        expect(toCyrillic(`ž {${name}} ž`)).toBe(`ж {${name}} ж`);
      }),
    );
  });
});
