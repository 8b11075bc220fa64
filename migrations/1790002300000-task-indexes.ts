import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which tasks a worker's file answers, and which ones a case has had: both are asked again whenever a level is stated. */
export class TaskIndexes1790002300000 implements MigrationInterface {
  name = 'TaskIndexes1790002300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index review_task_made on review_task (made_circle_id) where outcome is null`);
    await runner.query(`create index review_task_circle on review_task (circle_id, subject_id, opened_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index review_task_circle`);
    await runner.query(`drop index review_task_made`);
  }
}
