import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A duress word may be said outside a visit: an incident that its worker does not see. Words of those who left are forgotten. */
export class WordsOutsideAVisit1790001800000 implements MigrationInterface {
  name = 'WordsOutsideAVisit1790001800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table incident_report add column forced boolean not null default false`);
    await runner.query(
      `create index incident_report_forced on incident_report (reported_by, number) where forced`,
    );
    await runner.query(`delete from visit_word where staff_id in (select id from staff where not active)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table incident_report drop column forced`);
  }
}
