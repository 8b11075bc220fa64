import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the details of an alert that is over were erased: whom it called on what, and what each of them did. */
export class ForgottenAlerts1790000920000 implements MigrationInterface {
  name = 'ForgottenAlerts1790000920000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table alert add column forgotten_at timestamptz`);
    await runner.query(`alter table alert add check (forgotten_at is null or resolved_at is not null)`);
    await runner.query(
      `create index alert_to_forget on alert (resolved_at) where resolved_at is not null and forgotten_at is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table alert drop column forgotten_at`);
  }
}
