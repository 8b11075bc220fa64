import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second signatures that are missing, the alert that told of a high level, and by which rules a circle was planned. */
export class SignOffs1790001400000 implements MigrationInterface {
  name = 'SignOffs1790001400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table review_circle add column level_alert_id uuid references alert`);
    // What is there was planned by rules that asked for no signature: 0 lets it be planned anew.
    await runner.query(`alter table review_circle add column planned_by smallint not null default 0`);
    await runner.query(
      `create table review_sign_off (
         id uuid primary key,
         review_id uuid not null unique references review on delete cascade,
         author uuid not null,
         stated_at timestamptz not null,
         due_at timestamptz not null,
         taken text check (taken in ('remind', 'overdue', 'overdue-again')),
         next_at timestamptz
       )`,
    );
    await runner.query(
      `create index review_sign_off_next on review_sign_off (next_at) where next_at is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table review_sign_off`);
    await runner.query(`alter table review_circle drop column planned_by, drop column level_alert_id`);
  }
}
