import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An alert may end because a more urgent one about the same contact took its place: it counts as nobody's work. */
export class FoldedAlerts1790000700000 implements MigrationInterface {
  name = 'FoldedAlerts1790000700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table alert drop constraint alert_outcome_check`);
    await runner.query(
      `alter table alert add constraint alert_outcome_check check (outcome in ('resolved', 'false-alarm', 'folded'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table alert drop constraint alert_outcome_check`);
    await runner.query(`update alert set outcome = 'resolved' where outcome = 'folded'`);
    await runner.query(
      `alter table alert add constraint alert_outcome_check check (outcome in ('resolved', 'false-alarm'))`,
    );
  }
}
