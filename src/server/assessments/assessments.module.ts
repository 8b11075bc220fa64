import { Module, type DynamicModule } from '@nestjs/common';
import type { InstrumentBook } from '../../domain/assessment/instrument-book.js';
import { RecordAudit } from '../identity/record-audit.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { RecordValidation } from './record-validation.js';
import { ValidationController } from './validation.controller.js';
import { ValidationRepository } from './validation.repository.js';
import { WithdrawValidation } from './withdraw-validation.js';

const INSTRUMENT_BOOK = Symbol('INSTRUMENT_BOOK');

/** What the server knows of assessments: which instruments there are, and which of them practitioners have validated. */
@Module({})
export class AssessmentsModule {
  /** @param book read at the start, so that a file that is not as it must be stops it */
  static with(identity: DynamicModule, book: InstrumentBook): DynamicModule {
    return {
      module: AssessmentsModule,
      imports: [identity],
      controllers: [ValidationController],
      providers: [
        { provide: INSTRUMENT_BOOK, useValue: book },
        provide(ValidationRepository, []),
        provide(RecordValidation, [INSTRUMENT_BOOK, ValidationRepository, RecordAudit, CLOCK]),
        provide(WithdrawValidation, [ValidationRepository, RecordAudit, CLOCK]),
      ],
    };
  }
}
