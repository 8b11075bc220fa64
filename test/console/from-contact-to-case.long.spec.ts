import type { Page } from 'playwright-core';
import { idBytes } from '../../src/contracts/shared/scalars.js';
import type { StaffId } from '../../src/domain/shared/ids.js';
import { unwrapAccountSecret } from '../../src/e2ee/account/account-secret.js';
import { seedKinds, unwrapSeed } from '../../src/e2ee/account/identity-seeds.js';
import { deriveKek } from '../../src/e2ee/account/login.js';
import { derivePassphraseKey } from '../../src/e2ee/hazmat/passphrase.js';
import { deriveIdentity, type Identity } from '../../src/e2ee/shared/identity.js';
import { AccountRepository } from '../../src/server/identity/account.repository.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { eventually } from '../scenarios/support/house.js';
import { openedFromDump, secretsFromDump } from '../server/circles/dump.js';
import { faultsOf } from './support/axe.js';
import { openInboxFor, signBotIn } from './support/hotline.js';
import { shoot } from './support/shoot.js';
import { enrolFrom, foundHouse, givePlace, type Colleague } from './support/team.js';
import { WholeHouse } from './support/whole-house.js';

const contact = 601;
const first = 4001;
const heard = 'They keep my papers in the kitchen of the bar.';
const answered = 'We can meet you where you feel safe.';
const noted = 'I spoke with the shelter, there is a bed from tonight.';
const later = 'She arrived; the address is not to be said aloud.';

describe('from a contact to a case, and out of it again', () => {
  let house: WholeHouse;
  let admin: Page;
  let vesna: Colleague;
  let jovan: Colleague;
  let goran: Colleague;
  let caseId: string;
  let kept: Awaited<ReturnType<typeof secretsFromDump>>;

  const write = async (page: Page, text: string): Promise<void> => {
    await page.getByLabel('New note').fill(text);
    await page.getByRole('button', { name: 'Seal and send' }).click();
    await page.getByText('Sealed and sent.').waitFor();
  };

  const openCase = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: 'Cases' }).first().click();
    await page.getByRole('link', { name: /^Case \d+$/ }).click();
    await page.getByText('Every record is here, in order').waitFor();
  };

  beforeAll(async () => {
    house = await WholeHouse.open();
    admin = await foundHouse(house.desk);
    vesna = await enrolFrom(admin, house.desk, 'Vesna', ['Coordinator']);
    jovan = await enrolFrom(admin, house.desk, 'Jovan', ['Operator']);
    goran = await enrolFrom(admin, house.desk, 'Goran', ['Case worker']);
    await signBotIn(admin);
    await openInboxFor(vesna.page, ['Jovan']);
  });

  afterAll(() => house.close());

  it('begins with an operator who answers', async () => {
    house.sandbox.phone(contact).send('intake', heard);
    await jovan.page.getByRole('link', { name: new RegExp(`Contact ${first}\\b`) }).click();
    await jovan.page.getByRole('button', { name: 'Take this conversation' }).click();
    await jovan.page.getByText(heard).waitFor();
    await jovan.page.getByRole('textbox', { name: 'Reply' }).fill(answered);
    await jovan.page.getByRole('button', { name: 'Send', exact: true }).click();

    const shown = () => house.sandbox.phone(contact).messages('intake');
    await eventually(() => shown().some(({ text }) => text === answered));
  });

  it('becomes a case in one tap: what was said moves there, and the operator still reads it', async () => {
    await jovan.page.getByRole('button', { name: 'Open a case with it' }).click();
    await jovan.page.getByText('Given to a case or a hand-over of yours.').waitFor();
    await jovan.page.getByText(heard).waitFor();

    await jovan.page.getByRole('link', { name: 'Open the case' }).click();
    await jovan.page.getByText('Conversation from the hotline').click();
    await jovan.page.getByText(answered).waitFor();
    caseId = new URL(jovan.page.url()).hash.split('/').at(-1)!;
    expect(await faultsOf(jovan.page)).toEqual([]);
    await shoot(jovan.page, 'case-of-a-contact');
  });

  it('is shared with a case worker, who was never in the inbox, and who reads all of it and writes', async () => {
    await givePlace(jovan.page, 'Vesna', ['changes members']);
    await givePlace(jovan.page, 'Goran');

    await openCase(goran.page);
    await goran.page.getByText('Conversation from the hotline').click();
    await goran.page.getByText(heard).waitFor();
    await goran.page.getByText(answered).waitFor();
    await write(goran.page, noted);
  });

  it('goes on receiving: what the contact writes next waits in the inbox until it is given to the case, too', async () => {
    house.sandbox.phone(contact).send('intake', 'I am on the bus.');
    await jovan.page.getByRole('link', { name: 'Inbox' }).click();
    await jovan.page.getByRole('link', { name: new RegExp(`Contact ${first}\\b`) }).click();
    await jovan.page.getByText('I am on the bus.').waitFor();
    await jovan.page.getByLabel('A case of mine, or a hand-over').selectOption(caseId);
    await jovan.page.getByRole('button', { name: 'Add to it' }).click();
    await jovan.page.getByText('Given to a case or a hand-over of yours.').waitFor();

    await openCase(goran.page);
    await goran.page.reload();
    await goran.page.getByText('Conversation from the hotline').last().click();
    await goran.page.getByText('I am on the bus.').waitFor();
  });

  it('shuts behind one whom the coordinator removes: nothing new, and her old keys open no later copy', async () => {
    const keysOfGoran = await keysFrom(house, 'Goran', goran.passphrase);
    kept = await secretsFromDump(house.test.database.reader, keysOfGoran, caseId);
    const before = await openedFromDump(house.test.database.reader, kept);
    expect(kept).toHaveLength(1);
    expect(before.join()).toContain(noted);
    expect(before.join()).toContain(heard);

    await openCase(vesna.page);
    const row = vesna.page.getByRole('listitem').filter({ hasText: 'Goran' });
    await row.getByRole('button', { name: 'Remove' }).click();
    await vesna.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await vesna.page.getByRole('dialog').waitFor({ state: 'detached' });
    await write(vesna.page, later);

    await goran.page.reload();
    await goran.page.getByRole('alert').filter({ hasText: 'You are not in this case' }).waitFor();
    expect(await goran.page.content()).not.toContain(later);
    expect(await openedFromDump(house.test.database.reader, kept)).toEqual([]);
    expect(await secretsFromDump(house.test.database.reader, keysOfGoran, caseId)).toEqual([]);
    await vesna.page.getByText('Conversation from the hotline').first().click();
    await vesna.page.getByText(heard).waitFor();
  });

  it('replaces the keys of the bot after saying what happens to what waits', async () => {
    await admin.getByRole('link', { name: 'Hotline' }).click();
    const words = admin.getByRole('list', { name: 'Words of the bot' });
    const before = await words.innerText();
    await admin.getByRole('button', { name: 'Replace the keys of the bot' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByText('Each is shown as not sent in its conversation; write it again.').waitFor();
    expect(await faultsOf(admin)).toEqual([]);
    await dialog.getByLabel('I have told the operators.').check();
    await dialog.getByRole('button', { name: 'Take the old key out and make new ones' }).click();
    await dialog.waitFor({ state: 'detached' });
    await admin.getByText('The bot has made its own keys and waits.').waitFor();
    await eventually(async () => (await words.innerText()) !== before);
    await signBotIn(admin);
  });

  it('meets no complaint of the browser', () => {
    expect(house.desk.complaints).toEqual([]);
  });
});

/** What somebody has who knows a passphrase and a copy of the database: her keys, as her browser unlocks them. */
async function keysFrom(house: WholeHouse, dutyName: string, passphrase: string): Promise<Identity> {
  const { reader } = house.test.database;
  const [staff]: { id: StaffId }[] = await house.test.source.query(
    `select id from staff where duty_name = $1`,
    [dutyName],
  );
  const user = idBytes(staff!.id);
  const accounts = new AccountRepository(new ManualClock());
  const [method] = await accounts.methods(reader, staff!.id);
  const { seed, ops, mem, wrappedSecret, secretKv } = method!;
  const masterKey = derivePassphraseKey(passphrase, user, seed, { ops, mem });
  const place = { method: 1, user, cost: { ops, mem }, kv: secretKv } as const;
  const secret = unwrapAccountSecret(deriveKek(masterKey), wrappedSecret, place);
  const seeds = await accounts.seeds(reader, staff!.id);
  const seedOf = (which: 1 | 2): Uint8Array =>
    unwrapSeed(secret, seeds.find((each) => each.which === which)!.wrapped, { user, kv: 1, which });
  return deriveIdentity(user, 1, { ed25519: seedOf(seedKinds.ed25519), x25519: seedOf(seedKinds.x25519) });
}
