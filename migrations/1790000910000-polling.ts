import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When Telegram last answered each bot's poller, so that one that stands still is noticed. */
export class Polling1790000910000 implements MigrationInterface {
  name = 'Polling1790000910000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table telegram_poll (
        bot text primary key check (bot in ('intake', 'staff')),
        answered_at timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table telegram_poll`);
  }
}
