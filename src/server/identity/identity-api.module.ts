import { Module, type DynamicModule } from '@nestjs/common';
import { EdgeVault } from '../../e2ee/edge-vault.js';
import { Database } from '../platform/database/database.js';
import { SESSIONS } from '../platform/http/caller.js';
import { Tries } from '../platform/http/tries.js';
import { Announce } from '../platform/live/announce.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { AccountController } from './account.controller.js';
import type { IdentitySettings } from './account-demands.js';
import { AccountRepository } from './account.repository.js';
import { Challenges } from './challenges.js';
import { ChangeMethod } from './change-method.js';
import { DirectoryBook } from './directory-book.js';
import { DirectoryWatch } from './directory-watch.js';
import { DirectoryController } from './directory.controller.js';
import { EnrolKeys } from './enrol-keys.js';
import { EnrolmentController } from './enrolment.controller.js';
import { EnrolmentRepository } from './enrolment.repository.js';
import { ExtendDirectory } from './extend-directory.js';
import { HandOverWork } from './hand-over-work.js';
import { HeldShare } from './held-share.js';
import { HoldRecovery } from './hold-recovery.js';
import { IDENTITY_SETTINGS } from './identity-tokens.js';
import { InvitationRepository } from './invitation.repository.js';
import { InviteStaff } from './invite-staff.js';
import { OpenWorkController } from './open-work.controller.js';
import { OpenWork } from './open-work.js';
import { ProveAgain } from './prove-again.js';
import { ReadAudit } from './read-audit.js';
import { RecordAudit } from './record-audit.js';
import { RecoveryCeremony } from './recovery-ceremony.js';
import { RecoveryController } from './recovery.controller.js';
import { RecoveryRepository } from './recovery.repository.js';
import { ReplaceRecovery } from './replace-recovery.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SecondFactor } from './second-factor.js';
import { SessionBook } from './session-book.js';
import { SessionController } from './session.controller.js';
import { SetUpOrganisation } from './set-up-organisation.js';
import { SetUpToken } from './set-up-token.js';
import { SetUpController } from './set-up.controller.js';
import { SignIn } from './sign-in.js';
import { StaffList } from './staff-list.js';
import { TidyIdentity } from './tidy-identity.js';

const useCases = [
  provide(AccountRepository, [CLOCK]),
  provide(Challenges, [Database, CLOCK]),
  provide(ChangeMethod, [
    Database,
    ProveAgain,
    AccountRepository,
    SessionBook,
    RecordAudit,
    IDENTITY_SETTINGS,
  ]),
  provide(DirectoryBook, [CLOCK, Announce, DirectoryWatch]),
  provide(DirectoryWatch, []),
  provide(EnrolKeys, [
    Database,
    CLOCK,
    Tries,
    DirectoryBook,
    InvitationRepository,
    EnrolmentRepository,
    SessionBook,
    Announce,
    RecordAudit,
    IDENTITY_SETTINGS,
  ]),
  provide(EnrolmentRepository, [CLOCK]),
  provide(ExtendDirectory, [
    DirectoryBook,
    EnrolmentRepository,
    AccountRepository,
    SessionBook,
    OpenWork,
    RecordAudit,
  ]),
  provide(HandOverWork, [OpenWork, Announce, RecordAudit]),
  provide(HoldRecovery, [DirectoryBook, RecoveryRepository, Announce, RecordAudit]),
  provide(InvitationRepository, [CLOCK]),
  provide(InviteStaff, [InvitationRepository, AccountRepository, RecordAudit]),
  provide(OpenWork, []),
  provide(ProveAgain, [Database, AccountRepository, Challenges]),
  provide(ReadAudit, []),
  provide(RecordAudit, [CLOCK]),
  provide(RecoveryCeremony, [CLOCK, HoldRecovery, RecoveryRepository, Announce, RecordAudit]),
  provide(RecoveryRepository, [CLOCK]),
  provide(ReplaceRecovery, [DirectoryBook, HoldRecovery, RecoveryRepository, RecoveryCeremony, RecordAudit]),
  provide(SecondFactor, [EdgeVault, CLOCK]),
  provide(SessionBook, [Database, EdgeVault, CLOCK, Announce, IDENTITY_SETTINGS]),
  provide(SetUpOrganisation, [
    Database,
    CLOCK,
    Tries,
    SetUpToken,
    DirectoryBook,
    AccountRepository,
    RecoveryRepository,
    RecordAudit,
    IDENTITY_SETTINGS,
  ]),
  provide(SetUpToken, [Database, DirectoryBook]),
  provide(SignIn, [
    Database,
    EdgeVault,
    Tries,
    Challenges,
    SecondFactor,
    SessionBook,
    RecordAudit,
    IDENTITY_SETTINGS,
  ]),
  provide(StaffList, []),
  provide(TidyIdentity, [Database, CLOCK]),
];

/** Made at start, because nothing asks for it: whoever sees a colleague off asks whether she is a custodian. */
const shares = {
  provide: HeldShare,
  useFactory: (
    held: HoldRecovery,
    recovery: RecoveryRepository,
    ceremony: RecoveryCeremony,
    work: OpenWork,
  ) => {
    const share = new HeldShare(held, recovery, ceremony);
    work.join(share);
    return share;
  },
  inject: [HoldRecovery, RecoveryRepository, RecoveryCeremony, OpenWork],
};

/** Accounts, the directory, sign-in, recovery: everything by which the house knows who somebody is. */
@Module({})
export class IdentityApiModule {
  static with(settings: IdentitySettings): DynamicModule {
    return {
      module: IdentityApiModule,
      controllers: [
        AccountController,
        DirectoryController,
        EnrolmentController,
        OpenWorkController,
        RecoveryController,
        SecondFactorController,
        SessionController,
        SetUpController,
      ],
      providers: [
        { provide: IDENTITY_SETTINGS, useValue: settings },
        { provide: SESSIONS, useExisting: SessionBook },
        ...useCases,
        shares,
      ],
      exports: [
        SESSIONS,
        DirectoryBook,
        DirectoryWatch,
        OpenWork,
        RecordAudit,
        RecoveryCeremony,
        SetUpToken,
        StaffList,
        TidyIdentity,
      ],
    };
  }
}
