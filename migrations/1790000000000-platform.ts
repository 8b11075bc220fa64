import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox, the updates already taken in, and the updates that could not be. */
export class Platform1790000000000 implements MigrationInterface {
  name = 'Platform1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox (
        id bigint generated always as identity primary key,
        channel text not null,
        topic text not null,
        ref uuid,
        lane uuid,
        payload_sealed bytea,
        not_before timestamptz not null,
        give_up_at timestamptz,
        attempts int not null default 0,
        may_be_repeat boolean not null default false,
        leased_until timestamptz,
        settled_at timestamptz,
        result text check (result in ('sent', 'dead', 'superseded')),
        code text,
        created_at timestamptz not null,
        check ((settled_at is null) = (result is null)),
        check (settled_at is null or payload_sealed is null)
      )`);
    await runner.query(`create index outbox_due on outbox (channel, not_before) where settled_at is null`);
    await runner.query(
      `create index outbox_lane on outbox (lane, id) where settled_at is null and lane is not null`,
    );
    await runner.query(`create index outbox_settled on outbox (settled_at) where settled_at is not null`);
    await runner.query(`create index outbox_ref on outbox (ref) where settled_at is null`);
    await runner.query(`
      create table telegram_update (
        bot text not null,
        update_id bigint not null,
        kind text not null,
        received_at timestamptz not null,
        primary key (bot, update_id)
      )`);
    await runner.query(`create index telegram_update_received on telegram_update (received_at)`);
    await runner.query(`
      create table telegram_quarantine (
        bot text not null,
        update_id bigint not null,
        sealed bytea not null,
        fault text not null,
        tries int not null default 1,
        retry_at timestamptz not null,
        primary key (bot, update_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table telegram_quarantine`);
    await runner.query(`drop table telegram_update`);
    await runner.query(`drop table outbox`);
  }
}
