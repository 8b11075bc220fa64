import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Chats, conversations, what contacts sent (sealed), and the ids a contact may want deleted. */
export class Intake1790000050000 implements MigrationInterface {
  name = 'Intake1790000050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table chat (
        id uuid primary key,
        chat_hash bytea not null unique,
        chat_sealed bytea not null,
        reachability text not null check (reachability in ('reachable', 'blocked', 'left')),
        screen_message_id bigint,
        burst_began_at timestamptz not null,
        burst_count int not null default 0,
        noted_at timestamptz,
        created_at timestamptz not null
      )`);
    await runner.query(`
      create table conversation (
        id uuid primary key,
        number int generated always as identity (start with 4001) unique,
        chat_id uuid not null references chat (id),
        state text not null check (state in ('open', 'closed')),
        priority text check (priority in ('RED', 'ORANGE', 'YELLOW', 'BLUE')),
        person_wanted boolean not null default false,
        needs_child_worker boolean not null default false,
        reply_locked boolean not null default false,
        answer_due_at timestamptz,
        answered_at timestamptz,
        answered_by uuid,
        unsafe_at timestamptz,
        unsafe_by uuid,
        overdue_at timestamptz,
        script_sealed bytea,
        script_version int not null default 0,
        silence_due_at timestamptz,
        script_erase_at timestamptz,
        message_count int not null default 0,
        last_inbound_at timestamptz not null,
        opened_at timestamptz not null,
        closed_at timestamptz,
        closed_by uuid,
        outcome text check (outcome in ('resolved', 'false-alarm')),
        check ((state = 'closed') = (closed_at is not null))
      )`);
    await runner.query(
      `create unique index conversation_open on conversation (chat_id) where state = 'open'`,
    );
    await runner.query(
      `create index conversation_answer_due on conversation (answer_due_at) where answer_due_at is not null and overdue_at is null`,
    );
    await runner.query(
      `create index conversation_silence on conversation (silence_due_at) where silence_due_at is not null`,
    );
    await runner.query(
      `create index conversation_erase on conversation (script_erase_at) where script_sealed is not null`,
    );
    await runner.query(
      `create index conversation_ended on conversation (last_inbound_at) where answer_due_at is null`,
    );
    await runner.query(`
      create table message (
        id uuid primary key,
        conversation_id uuid not null references conversation (id),
        seq int not null,
        kind text not null,
        sealed bytea not null,
        update_id bigint,
        received_at timestamptz not null,
        unique (conversation_id, seq),
        unique (update_id)
      )`);
    await runner.query(`
      create table code_word (
        conversation_id uuid primary key references conversation (id),
        word_hash bytea not null,
        created_at timestamptz not null
      )`);
    await runner.query(`create index code_word_hash on code_word (word_hash, created_at)`);
    await runner.query(`
      create table deletable_message (
        chat_id uuid not null references chat (id),
        message_id bigint not null,
        sent_at timestamptz not null,
        primary key (chat_id, message_id)
      )`);
    await runner.query(`create index deletable_message_sent on deletable_message (sent_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['deletable_message', 'code_word', 'message', 'conversation', 'chat'])
      await runner.query(`drop table ${table}`);
  }
}
