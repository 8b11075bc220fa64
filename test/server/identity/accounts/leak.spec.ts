import { Secret, TOTP } from 'otpauth';
import { beginSecondFactor, confirmSecondFactor } from '../../../../src/contracts/identity/second-factor.js';
import { recoveryCodeText } from '../../../../src/e2ee/account/recovery-code.js';
import { hex } from '../../../../src/e2ee/shared/bytes.js';
import { ApiHouse } from '../../support/api-house.js';

describe('a dump of the database after set-up, joining and signing in', () => {
  it('holds no passphrase, key, code, token or cookie, in any form that is searched for', async () => {
    const house = await ApiHouse.open();
    try {
      const [office, laptop] = [house.browser(), house.browser()];
      const setUpToken = await house.setUpToken();
      const { admin, root, recovery } = await office.found(
        setUpToken,
        { dutyName: 'Vera', roles: [] },
        { withRecovery: true },
      );
      const link = await office.invite({ dutyName: 'Mira', roles: ['operator'] });
      const mira = await laptop.accept(link, 'planted passphrase of Mira');
      await office.signKeysOf(mira.id, admin.identity);
      await laptop.signIn(mira);
      const { secret } = await laptop.call(beginSecondFactor);
      const totp = new TOTP({ secret: Secret.fromBase32(secret) });
      const { codes } = await laptop.call(confirmSecondFactor, {
        body: { code: totp.generate({ timestamp: house.clock.now() }) },
        key: 'the-key-of-this-one-write',
      });
      const bytes = [
        ...[admin, mira].flatMap((person) => [
          person.masterKey,
          person.accountSecret,
          person.seeds.ed25519,
          person.seeds.x25519,
          person.recoveryCode,
        ]),
        root.signing.privateKey.slice(0, 32),
        recovery!.secret,
        laptop.reloadKey!,
        link.token,
        totp.secret.bytes,
      ];
      const texts = [
        setUpToken,
        admin.passphrase,
        mira.passphrase,
        secret,
        ...codes,
        recoveryCodeText(mira.recoveryCode),
        laptop.cookie!.split('=')[1]!,
        ...bytes.flatMap((each) => [hex(each), Buffer.from(each).toString('base64').replaceAll('=', '')]),
      ];

      const dump = await everyValue(house);

      expect(dump).toContain('Vera');
      expect(dump).toContain(hex(mira.identity.signing.publicKey));
      expect(texts.filter((text) => dump.includes(text) || dump.includes(hex(Buffer.from(text))))).toEqual(
        [],
      );
    } finally {
      await house.close();
    }
  });
});

/** Every value of every table as text; bytes in hex. */
async function everyValue(house: ApiHouse): Promise<string> {
  const tables = await house.test.source.query<{ tablename: string }[]>(
    `select tablename from pg_tables where schemaname = 'public'`,
  );
  const texts: string[] = [];
  for (const { tablename } of tables) {
    const found = await house.test.source.query<{ text: string }[]>(
      `select t::text as text from "${tablename}" t`,
    );
    texts.push(...found.map(({ text }) => text));
  }
  return texts.join('\n');
}
