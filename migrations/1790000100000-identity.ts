import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who works here, and the one-time codes with which they link their phones. */
export class Identity1790000100000 implements MigrationInterface {
  name = 'Identity1790000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table staff (
        id uuid primary key,
        duty_name text not null check (char_length(duty_name) between 1 and 24),
        roles text[] not null check (roles <@ array[
          'operator', 'case-worker', 'focal-point', 'coordinator', 'director', 'administrator']),
        language text not null check (language in ('en', 'sr-Latn', 'sr-Cyrl')),
        email_sealed bytea,
        telegram_chat_sealed bytea,
        telegram_chat_hash bytea unique,
        telegram_reachable boolean not null default false,
        active boolean not null default true,
        created_at timestamptz not null,
        check ((telegram_chat_sealed is null) = (telegram_chat_hash is null)),
        check (telegram_chat_hash is not null or not telegram_reachable)
      )`);
    await runner.query(`create unique index staff_duty_name on staff (lower(duty_name)) where active`);
    await runner.query(`
      create table link_code (
        hash bytea primary key,
        staff_id uuid not null references staff,
        expires_at timestamptz not null,
        used_at timestamptz
      )`);
    await runner.query(`create index link_code_staff on link_code (staff_id)`);
    await runner.query(`create index link_code_expires on link_code (expires_at)`);
    await runner.query(`create table link_attempt (chat_hash bytea not null, at timestamptz not null)`);
    await runner.query(`create index link_attempt_chat on link_attempt (chat_hash, at)`);
    await runner.query(`create index link_attempt_at on link_attempt (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table link_attempt`);
    await runner.query(`drop table link_code`);
    await runner.query(`drop table staff`);
  }
}
