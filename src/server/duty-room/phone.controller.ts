import { Controller, Inject } from '@nestjs/common';
import {
  chooseLanguage,
  forgetMailAddress,
  issuePhoneCode,
  readPhone,
  setMailAddress,
  unlinkPhone,
} from '../../contracts/escalation/phone.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import { LosePhone } from '../escalation/lose-phone.js';
import { ChooseLanguage } from '../identity/choose-language.js';
import { ChooseMailAddress } from '../identity/choose-mail-address.js';
import { IssueLinkCode } from '../identity/issue-link-code.js';
import { PostgresStaffDirectory } from '../identity/postgres-staff-directory.js';
import { RecordAudit } from '../identity/record-audit.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import { UnlinkPhone } from '../identity/unlink-phone.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { StaffBotName } from '../staff-bot/staff-bot-name.js';

/** Injected: whether this installation sends mail at all. */
export const SENDS_MAIL = Symbol('sends mail');

/** How alerts reach whoever is signed in: her phone, her mail, and her language. Only she changes them. */
@Controller()
export class PhoneController {
  constructor(
    @Inject(PostgresStaffDirectory) private readonly directory: StaffDirectory,
    @Inject(IssueLinkCode) private readonly codes: IssueLinkCode,
    @Inject(UnlinkPhone) private readonly unlinking: UnlinkPhone,
    @Inject(LosePhone) private readonly losing: LosePhone,
    @Inject(ChooseLanguage) private readonly languages: ChooseLanguage,
    @Inject(ChooseMailAddress) private readonly addresses: ChooseMailAddress,
    @Inject(SENDS_MAIL) private readonly sendsMail: boolean,
    @Inject(StaffBotName) private readonly bot: StaffBotName,
    @Inject(RecordAudit) private readonly audit: RecordAudit,
  ) {}

  @Api(readPhone)
  async read(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof readPhone>> {
    const me = (await this.directory.byIds(tx, [staffId])).get(staffId);
    const isLinked = (await this.directory.chatOf(tx, staffId)) !== null;
    return {
      state: !isLinked ? 'none' : me?.phoneReachable ? 'linked' : 'unreachable',
      language: me?.language ?? 'sr-Latn',
      mail: this.#mailOf(me?.hasEmail ?? false),
    };
  }

  @Api(setMailAddress)
  async setAddress(
    @Input() { body }: InputOf<typeof setMailAddress>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.addresses.run(tx, staffId, body.address);
    await this.audit.run(tx, { actor: staffId, kind: 'mail-address-set' });
  }

  @Api(forgetMailAddress)
  async forgetAddress(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<void> {
    await this.addresses.run(tx, staffId, null);
    await this.audit.run(tx, { actor: staffId, kind: 'mail-address-erased' });
  }

  @Api(issuePhoneCode)
  async issue(
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof issuePhoneCode>> {
    const name = await this.bot.read();
    const { code, expiresAt } = await this.codes.run(tx, staffId);
    await this.audit.run(tx, { actor: staffId, kind: 'phone-code-issued' });
    return { code, expiresAt, link: name === null ? null : `https://t.me/${name}?start=${code}` };
  }

  @Api(unlinkPhone)
  async unlink(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<void> {
    await this.unlinking.run(tx, staffId);
    await this.losing.run(tx, staffId, 'unlinked');
    await this.audit.run(tx, { actor: staffId, kind: 'phone-unlinked' });
  }

  @Api(chooseLanguage)
  async choose(
    @Input() { body }: InputOf<typeof chooseLanguage>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.languages.run(tx, staffId, body.language);
  }

  #mailOf(isKnown: boolean): AnswerOf<typeof readPhone>['mail'] {
    if (!this.sendsMail) return 'unsent';
    return isKnown ? 'known' : 'none';
  }
}
