import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The roster has a version, so that of two people who edit it from the same page one is told that it changed. */
export class RosterVersion1790000900000 implements MigrationInterface {
  name = 'RosterVersion1790000900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_roster (
        single boolean primary key default true check (single),
        version int not null
      )`);
    // For the page of alerts that are over, and the count of how they ended.
    await runner.query(
      `create index alert_past on alert (resolved_at desc, id) where resolved_at is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index alert_past`);
    await runner.query(`drop table duty_roster`);
  }
}
