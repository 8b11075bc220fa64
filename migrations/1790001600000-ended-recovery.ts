import type { MigrationInterface, QueryRunner } from 'typeorm';

const seeds = ['ed25519_wrapped', 'x25519_wrapped'] as const;

/** A recovery key that was replaced keeps its ceremonies and loses its seeds: its shares then unlock nothing here. */
export class EndedRecovery1790001600000 implements MigrationInterface {
  name = 'EndedRecovery1790001600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const seed of seeds)
      await runner.query(`alter table recovery_key alter column ${seed} drop not null`);
  }

  /** What was erased stays erased: nothing opens 72 zeros. */
  async down(runner: QueryRunner): Promise<void> {
    for (const seed of seeds) {
      await runner.query(
        `update recovery_key set ${seed} = decode(repeat('00', 72), 'hex') where ${seed} is null`,
      );
      await runner.query(`alter table recovery_key alter column ${seed} set not null`);
    }
  }
}
