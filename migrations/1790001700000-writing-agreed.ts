import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two people may agree that writing to a contact is safe again; the first of them is kept until the second answers. */
export class WritingAgreed1790001700000 implements MigrationInterface {
  name = 'WritingAgreed1790001700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table conversation add column writing_agreed_by uuid,
        add column writing_agreed_at timestamptz,
        add constraint writing_agreed_whole check ((writing_agreed_by is null) = (writing_agreed_at is null))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table conversation drop constraint writing_agreed_whole, drop column writing_agreed_by, drop column writing_agreed_at`,
    );
  }
}
