import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what the edge secret is known again, so that a wrong one is noticed before it seals anything. */
export class EdgeCheck1790000600000 implements MigrationInterface {
  name = 'EdgeCheck1790000600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table edge_secret_check (
        only_one boolean primary key default true check (only_one),
        fingerprint bytea not null,
        since timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table edge_secret_check`);
  }
}
