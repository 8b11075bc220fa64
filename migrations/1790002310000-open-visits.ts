import type { MigrationInterface, QueryRunner } from 'typeorm';

const make = (which: string): string =>
  `create index field_visit_open on field_visit (planned_at) where ${which}`;

/** A visit that ended well is nobody's to look at: the index kept all of these, too, until they are forgotten. */
export class OpenVisits1790002310000 implements MigrationInterface {
  name = 'OpenVisits1790002310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index field_visit_open`);
    await runner.query(make('concluded_at is null and (ended_at is null or duress_at is not null)'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index field_visit_open`);
    await runner.query(make('concluded_at is null'));
  }
}
