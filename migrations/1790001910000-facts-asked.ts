import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Incidents whose facts nobody has written down are asked for again. */
export class FactsAsked1790001910000 implements MigrationInterface {
  name = 'FactsAsked1790001910000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table incident_report add column facts_ask_at timestamptz`);
    await runner.query(
      `update incident_report set facts_ask_at = reported_at + interval '24 hours'
       where written_at is null`,
    );
    await runner.query(
      `create index incident_report_ask on incident_report (facts_ask_at) where facts_ask_at is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table incident_report drop column facts_ask_at`);
  }
}
