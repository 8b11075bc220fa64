import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A late review of which people are told anew, because something has happened since or another date has come. */
export class FurtherDates1790001900000 implements MigrationInterface {
  name = 'FurtherDates1790001900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table review
      add column further_due_at timestamptz,
      add column further_from timestamptz,
      add column further_next_at timestamptz,
      add check ((further_due_at is null) = (further_from is null))`);
    // Of what was recorded before, people were told as it was then.
    await runner.query(
      `alter table review_trigger add column recorded_by uuid, add column told_at timestamptz`,
    );
    await runner.query(`update review_trigger set told_at = recorded_at`);
    await runner.query(
      `create index review_further on review (further_next_at) where further_next_at is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table review_trigger drop column recorded_by, drop column told_at`);
    await runner.query(
      `alter table review drop column further_due_at, drop column further_from, drop column further_next_at`,
    );
  }
}
