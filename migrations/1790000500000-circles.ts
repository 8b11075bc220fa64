import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Circles: signed chains, the keys to them in tables of their own, and the few columns by which the server schedules. */
export class Circles1790000500000 implements MigrationInterface {
  name = 'Circles1790000500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...circles, ...chains, ...keys, ...schedule, ...attachments])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`drop table ${table}`);
    await runner.query(`drop sequence client_case_number`);
  }
}

/** Newest first, so that what refers to another goes before it. */
const tables = [
  'circle_chunk',
  'circle_attachment',
  'circle_alarm',
  'circle_sign_off',
  'circle_level',
  'circle_opening',
  'circle_link',
  'circle_grant',
  'circle_wrap',
  'chain_record',
  'circle_channel',
  'circle_member',
  'circle',
];

const circles = [
  `create sequence client_case_number as int start with 1001`,
  `create table circle (
     id uuid primary key,
     kind text not null check (kind in ('inbox', 'client-case', 'security-log', 'organisation-file', 'worker-file',
       'hand-over', 'evaluation')),
     number int unique,
     state text check (state in ('open', 'dormant', 'closed')),
     closed_reason text check (closed_reason in ('completed', 'referred', 'withdrawn', 'contact-lost',
       'opened-in-error')),
     stage text check (stage in ('first-contact', 'search', 'identification', 'recovery', 'reintegration', 'return')),
     proceedings text check (proceedings in ('none', 'considering', 'investigation', 'before-hearing', 'trial',
       'verdict-open', 'final', 'unknown')),
     subject_id uuid,
     version int not null default 1,
     epoch int not null,
     head_seq bigint not null,
     head_hash bytea not null check (octet_length(head_hash) = 32),
     head_dir_seq bigint not null,
     opened_at timestamptz not null,
     opened_by uuid not null,
     erased_at timestamptz,
     erased_by uuid,
     check ((kind = 'client-case') = (number is not null)),
     check ((kind = 'client-case') = (state is not null)),
     check ((kind = 'client-case') = (stage is not null)),
     check ((kind = 'client-case') = (proceedings is not null)),
     check ((kind = 'worker-file') = (subject_id is not null)),
     check ((state is not distinct from 'closed') = (closed_reason is not null)),
     check ((erased_at is null) = (erased_by is null))
   )`,
  // A copy of what the epoch in force says, for look-up; the signed record is the truth.
  `create table circle_member (
     circle_id uuid not null references circle,
     user_id uuid not null,
     kv int not null,
     rights smallint not null check (rights between 1 and 7),
     primary key (circle_id, user_id)
   )`,
  `create index circle_member_user on circle_member (user_id, circle_id)`,
  `create table circle_channel (
     circle_id uuid not null references circle,
     id uuid not null,
     head_seq bigint not null,
     head_hash bytea not null check (octet_length(head_hash) = 32),
     head_dir_seq bigint not null,
     primary key (circle_id, id)
   )`,
  `create table circle_opening (
     id bigint generated always as identity primary key,
     circle_id uuid not null references circle,
     staff_id uuid not null,
     opened_at timestamptz not null,
     last_read_at timestamptz not null
   )`,
  `create index circle_opening_circle on circle_opening (circle_id, id)`,
  `create index circle_opening_visit on circle_opening (circle_id, staff_id, last_read_at)`,
  `create index circle_opening_staff on circle_opening (staff_id, id)`,
];

const chains = [
  // kind 0 is an epoch record; the other kinds are those of the protocol's headers. Everything but the bytes is a copy.
  `create table chain_record (
     hash bytea primary key check (octet_length(hash) = 32),
     circle_id uuid not null references circle,
     channel_id uuid,
     seq bigint not null check (seq >= 1),
     prev bytea not null check (octet_length(prev) = 32),
     kind smallint not null,
     object_id uuid,
     version int,
     epoch int not null,
     author uuid not null,
     author_kv int not null,
     dir_seq bigint not null,
     bytes bytea not null,
     erased boolean not null default false,
     at timestamptz not null,
     check ((kind = 0) = (object_id is null)),
     check ((kind = 0) = (version is null))
   )`,
  `create unique index chain_record_place on chain_record (circle_id, channel_id, seq) nulls not distinct`,
  `create unique index chain_record_version on chain_record (circle_id, object_id, version)
     where channel_id is null and kind <> 0`,
  `create index chain_record_epochs on chain_record (circle_id, seq) where kind = 0`,
];

const keys = [
  // One wrap for each record that still has its content. A linked record's wrap belongs to the case, not to the inbox.
  `create table circle_wrap (
     record_hash bytea primary key references chain_record on delete cascade,
     circle_id uuid not null references circle,
     wrap bytea not null check (octet_length(wrap) in (76, 80))
   )`,
  `create index circle_wrap_circle on circle_wrap (circle_id)`,
  `create table circle_grant (
     circle_id uuid not null references circle,
     user_id uuid not null,
     sealed bytea not null check (octet_length(sealed) = 124),
     primary key (circle_id, user_id)
   )`,
  `create table circle_link (
     record_hash bytea primary key references chain_record on delete cascade,
     circle_id uuid not null references circle,
     inbox_id uuid not null,
     channel_id uuid not null,
     first_seq bigint not null,
     last_seq bigint not null check (last_seq >= first_seq),
     foreign key (inbox_id, channel_id) references circle_channel (circle_id, id)
   )`,
  `create index circle_link_circle on circle_link (circle_id)`,
  `create index circle_link_channel on circle_link (inbox_id, channel_id)`,
];

const schedule = [
  // Copies of the signed statement; a client shows red where a column differs from it.
  `create table circle_level (
     record_hash bytea primary key references chain_record on delete cascade,
     circle_id uuid not null references circle,
     seq bigint not null,
     instrument text not null check (instrument ~ '^[A-Za-z]{4}$'),
     major int not null,
     computed smallint not null check (computed between 1 and 4),
     in_force smallint not null check (in_force between 1 and 4),
     provisional boolean not null,
     critical_unknown boolean not null,
     lowering_forbidden boolean not null,
     assessed_at timestamptz not null,
     due_at timestamptz not null,
     lowered_until timestamptz,
     author uuid not null,
     statement bytea not null check (octet_length(statement) = 173),
     stated_at timestamptz not null
   )`,
  `create index circle_level_newest on circle_level (circle_id, instrument, seq desc)`,
  `create index circle_level_due on circle_level (due_at)`,
  `create table circle_sign_off (
     record_hash bytea not null references circle_level on delete cascade,
     signer uuid not null,
     sign_off bytea not null check (octet_length(sign_off) = 84),
     signed_at timestamptz not null,
     primary key (record_hash, signer)
   )`,
  `create table circle_alarm (
     circle_id uuid not null references circle,
     id uuid not null,
     counter bigint not null,
     due_at timestamptz not null,
     state text not null check (state in ('set', 'cleared')),
     statement bytea not null check (octet_length(statement) = 138),
     stated_at timestamptz not null,
     primary key (circle_id, id)
   )`,
  `create index circle_alarm_due on circle_alarm (due_at) where state = 'set'`,
];

const attachments = [
  `create table circle_attachment (
     circle_id uuid not null references circle,
     object_id uuid not null,
     uploaded_by uuid not null,
     begun_at timestamptz not null,
     sealed_at timestamptz,
     primary key (circle_id, object_id)
   )`,
  `create index circle_attachment_loose on circle_attachment (begun_at) where sealed_at is null`,
  `create table circle_chunk (
     circle_id uuid not null,
     object_id uuid not null,
     index int not null check (index >= 0),
     bytes bytea not null check (octet_length(bytes) between 1 and 65600),
     primary key (circle_id, object_id, index),
     foreign key (circle_id, object_id) references circle_attachment on delete cascade
   )`,
];
