import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The staff bot asks for a word and must know, when she types it, what she meant by it. */
export class VisitAsked1790001210000 implements MigrationInterface {
  name = 'VisitAsked1790001210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table field_visit add column asked text check (asked in ('check-in', 'safe'))`);
    await runner.query(`alter sequence safety_number owned by field_visit.number`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter sequence safety_number owned by none`);
    await runner.query(`alter table field_visit drop column asked`);
  }
}
