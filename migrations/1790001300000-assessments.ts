import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who validated which version of an instrument. Until somebody has, every assessment says that it is a proposal. */
export class Assessments1790001300000 implements MigrationInterface {
  name = 'Assessments1790001300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table instrument_validation (
        id bigint generated always as identity primary key,
        instrument text not null check (instrument in ('VSRA', 'PSRA')),
        version text not null,
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        who text not null check (length(who) between 3 and 200),
        validated_on date not null,
        recorded_by uuid not null references staff (id),
        recorded_at timestamptz not null,
        withdrawn_by uuid references staff (id),
        withdrawn_at timestamptz,
        check ((withdrawn_by is null) = (withdrawn_at is null))
      )`);
    await runner.query(`
      create unique index instrument_validation_in_force on instrument_validation (instrument, version, sha256)
      where withdrawn_at is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table instrument_validation`);
  }
}
