import { Module } from '@nestjs/common';
import { EdgeVault } from '../../e2ee/edge-vault.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { ChooseLanguage } from './choose-language.js';
import { ChooseMailAddress } from './choose-mail-address.js';
import { ContactSeal } from './contact-seal.js';
import { EnrolStaff } from './enrol-staff.js';
import { IssueLinkCode } from './issue-link-code.js';
import { LinkPhone } from './link-phone.js';
import { NoteReachability } from './note-reachability.js';
import { PostgresStaffDirectory } from './postgres-staff-directory.js';
import { UnlinkPhone } from './unlink-phone.js';

const useCases = [
  provide(ContactSeal, [EdgeVault]),
  provide(PostgresStaffDirectory, [ContactSeal]),
  provide(EnrolStaff, [ContactSeal, CLOCK]),
  provide(IssueLinkCode, [ContactSeal, CLOCK]),
  provide(LinkPhone, [ContactSeal, CLOCK]),
  provide(UnlinkPhone, []),
  provide(NoteReachability, []),
  provide(ChooseLanguage, []),
  provide(ChooseMailAddress, [ContactSeal]),
];

/** Who works here, and by which phone and address they are reached. */
@Module({ providers: useCases, exports: useCases.map(({ provide: token }) => token) })
export class IdentityModule {}
