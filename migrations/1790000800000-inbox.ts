import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What contacts write goes into channels of the inbox circle. The sealed boxes of before had one key for everybody who could
 * read and never left a trial; they go. New: the edge's keys, what it had to hold back, replies that wait, claims.
 */
export class Inbox1790000800000 implements MigrationInterface {
  name = 'Inbox1790000800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forth) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of back) await runner.query(statement);
  }
}

const forth = [
  `drop table message`,
  // The newest is the one in use; older ones open replies that were sealed to them.
  `create table edge_key (
     place int generated always as identity primary key,
     edge_id uuid not null unique,
     seeds_sealed bytea not null,
     made_at timestamptz not null
   )`,
  `create table held_back_entry (
     id bigint generated always as identity primary key,
     conversation_id uuid not null references conversation (id) on delete cascade,
     sealed bytea not null,
     received_at timestamptz not null
   )`,
  `create index held_back_entry_conversation on held_back_entry (conversation_id, id)`,
  `create index held_back_entry_received on held_back_entry (received_at)`,
  `alter table conversation
     add column held_back int not null default 0,
     add column answers_sealed bytea,
     add column safe_hours_sealed bytea,
     add column silent_since timestamptz,
     add column read_count int not null default 0,
     drop constraint conversation_outcome_check,
     add constraint conversation_outcome_check
       check (outcome in ('resolved', 'referred', 'contact-lost', 'false-alarm'))`,
  `create index conversation_held_back on conversation (id) where held_back > 0`,
  `create index conversation_opened on conversation (opened_at)`,
  `create index conversation_closed on conversation (closed_at, id) where closed_at is not null`,
  // The sealed reply exists exactly while it may still leave.
  `create table contact_reply (
     id uuid primary key,
     conversation_id uuid not null references conversation (id) on delete cascade,
     record_hash bytea not null unique check (octet_length(record_hash) = 32),
     author uuid not null,
     not_before timestamptz not null,
     not_after timestamptz not null,
     state text not null check (state in ('waiting', 'sent', 'failed', 'uncertain', 'cancelled')),
     fault text,
     sealed bytea,
     signature bytea check (octet_length(signature) = 64),
     queued_at timestamptz,
     created_at timestamptz not null,
     settled_at timestamptz,
     check ((state = 'waiting') = (sealed is not null)),
     check ((state = 'waiting') = (signature is not null)),
     check ((state = 'waiting') = (settled_at is null)),
     check ((state = 'failed') = (fault is not null)),
     check (not_before <= not_after)
   )`,
  `create index contact_reply_conversation on contact_reply (conversation_id, created_at)`,
  `create index contact_reply_due on contact_reply (not_before) where state = 'waiting' and queued_at is null`,
  `create index contact_reply_late on contact_reply (not_after) where state = 'waiting'`,
  `create table inbox_claim (
     conversation_id uuid primary key references conversation (id) on delete cascade,
     staff_id uuid not null,
     claimed_at timestamptz not null,
     seen_at timestamptz not null,
     offered_to uuid,
     offer_note bytea check (octet_length(offer_note) = 32),
     check ((offered_to is null) = (offer_note is null)),
     check (offered_to <> staff_id)
   )`,
  `create index inbox_claim_staff on inbox_claim (staff_id)`,
  `create index inbox_claim_seen on inbox_claim (seen_at)`,
];

const back = [
  `drop table inbox_claim`,
  `drop table contact_reply`,
  `drop index conversation_closed`,
  `drop index conversation_opened`,
  `drop index conversation_held_back`,
  `update conversation set outcome = 'resolved' where outcome in ('referred', 'contact-lost')`,
  `alter table conversation
     drop constraint conversation_outcome_check,
     add constraint conversation_outcome_check check (outcome in ('resolved', 'false-alarm')),
     drop column read_count,
     drop column silent_since,
     drop column safe_hours_sealed,
     drop column answers_sealed,
     drop column held_back`,
  `drop table held_back_entry`,
  `drop table edge_key`,
  `create table message (
     id uuid primary key,
     conversation_id uuid not null references conversation (id),
     seq int not null,
     kind text not null,
     sealed bytea not null,
     update_id bigint,
     received_at timestamptz not null,
     unique (conversation_id, seq),
     unique (update_id)
   )`,
];
