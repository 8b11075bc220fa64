import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the API stands on (events, answered writes, counted tries), and identity: directory, accounts, sessions, recovery. */
export class Accounts1790000400000 implements MigrationInterface {
  name = 'Accounts1790000400000';

  /** Newest first, so that what refers to another goes before it. */
  readonly #tables = [
    'audit',
    'ceremony_share',
    'ceremony',
    'custodian',
    'recovery_key',
    'session',
    'sign_in_challenge',
    'second_factor_code',
    'second_factor',
    'enrolment',
    'invitation',
    'identity_seed',
    'login_method',
    'account',
    'directory_entry',
    'organisation',
    'set_up_token',
    'try_count',
    'answered_write',
    'event',
  ];

  readonly #platform = [
    `create sequence event_place`,
    `create table event (
     id bigint generated always as identity primary key,
     seq bigint unique,
     kind text not null,
     subject_id text,
     readers uuid[],
     at timestamptz not null
   )`,
    `create index event_at on event (at)`,
    // At commit, one transaction after the other: places appear in the order in which they become visible.
    `create function place_event() returns trigger language plpgsql as $$
   begin
     perform pg_advisory_xact_lock(7240514);
     update event set seq = nextval('event_place') where id = new.id;
     perform pg_notify('event', '');
     return null;
   end $$`,
    `create constraint trigger event_placed after insert on event
     deferrable initially deferred for each row execute function place_event()`,
    `create table answered_write (
     staff_id uuid not null,
     key text not null,
     fingerprint bytea not null,
     answer_sealed bytea,
     at timestamptz not null,
     primary key (staff_id, key)
   )`,
    `create index answered_write_at on answered_write (at)`,
    `create table try_count (key varchar(255) primary key, points int not null default 0, expire bigint)`,
    `create index try_count_expire on try_count (expire)`,
  ];

  readonly #people = [
    `create table set_up_token (hash bytea primary key)`,
    `create table organisation (
     single boolean primary key default true check (single),
     name text not null check (char_length(name) between 1 and 120),
     founded_at timestamptz not null
   )`,
    `create table directory_entry (
     seq int primary key check (seq >= 1),
     bytes bytea not null check (octet_length(bytes) = 286),
     posted_by uuid,
     posted_at timestamptz not null
   )`,
    `create table account (
     staff_id uuid primary key references staff,
     state text not null check (state in ('active', 'left')),
     functions text[] not null check (functions <@ array['legal', 'digital-safety', 'data-protection']),
     kv int not null check (kv >= 1),
     pins_sealed bytea,
     pins_version int not null default 0,
     created_at timestamptz not null
   )`,
    `create table login_method (
     staff_id uuid not null references account,
     method smallint not null check (method in (1, 2)),
     login_key bytea not null check (octet_length(login_key) = 32),
     seed bytea not null check (octet_length(seed) = 16),
     ops int not null,
     mem bigint not null,
     wrapped_secret bytea not null check (octet_length(wrapped_secret) = 72),
     secret_kv int not null check (secret_kv >= 1),
     primary key (staff_id, method)
   )`,
    `create table identity_seed (
     staff_id uuid not null references account,
     kv int not null check (kv >= 1),
     which smallint not null check (which in (1, 2)),
     wrapped bytea not null check (octet_length(wrapped) = 72),
     primary key (staff_id, kv, which)
   )`,
    `create table invitation (
     id uuid primary key,
     token_hash bytea not null unique check (octet_length(token_hash) = 32),
     staff_id uuid not null,
     purpose text not null check (purpose in ('new', 'renew')),
     duty_name text not null,
     roles text[] not null,
     functions text[] not null,
     language text not null,
     invited_by uuid not null references staff,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     used_at timestamptz,
     withdrawn_at timestamptz
   )`,
    `create index invitation_created on invitation (created_at, id)`,
    `create table enrolment (
     staff_id uuid primary key references staff,
     purpose text not null check (purpose in ('new', 'renew')),
     roles text[] not null,
     functions text[] not null,
     kv int not null check (kv >= 1),
     ed25519 bytea not null check (octet_length(ed25519) = 32),
     x25519 bytea not null check (octet_length(x25519) = 32),
     material jsonb not null,
     possessions jsonb not null,
     place int not null,
     created_at timestamptz not null
   )`,
  ];

  readonly #access = [
    `create table second_factor (
     staff_id uuid primary key references account,
     secret_sealed bytea not null,
     last_step bigint not null,
     confirmed_at timestamptz,
     created_at timestamptz not null
   )`,
    `create table second_factor_code (
     staff_id uuid not null references account,
     hash bytea not null check (octet_length(hash) = 32),
     primary key (staff_id, hash)
   )`,
    `create table sign_in_challenge (
     hash bytea primary key check (octet_length(hash) = 32),
     staff_id uuid not null,
     expires_at timestamptz not null
   )`,
    `create index sign_in_challenge_expires on sign_in_challenge (expires_at)`,
    `create table session (
     id uuid primary key,
     token_hash bytea not null unique check (octet_length(token_hash) = 32),
     staff_id uuid not null references staff,
     kind text not null check (kind in ('full', 'enrolling')),
     device text not null,
     reload_key_sealed bytea,
     opened_at timestamptz not null,
     seen_at timestamptz not null,
     expires_at timestamptz not null,
     ended_at timestamptz,
     check (ended_at is null or reload_key_sealed is null)
   )`,
    `create index session_open on session (staff_id) where ended_at is null`,
    `create index session_expires on session (expires_at)`,
    `create table audit (
     id bigint generated always as identity primary key,
     at timestamptz not null,
     actor uuid,
     kind text not null check (kind ~ '^[a-z][a-z-]{1,39}$'),
     subject text
   )`,
    `create index audit_actor on audit (actor, id)`,
    `create index audit_kind on audit (kind, id)`,
  ];

  readonly #recovery = [
    `create table recovery_key (
     recovery_id uuid primary key,
     ed25519_wrapped bytea not null check (octet_length(ed25519_wrapped) = 72),
     x25519_wrapped bytea not null check (octet_length(x25519_wrapped) = 72),
     created_at timestamptz not null
   )`,
    `create table custodian (
     recovery_id uuid not null references recovery_key,
     staff_id uuid not null references staff,
     share_sealed bytea check (octet_length(share_sealed) = 81),
     primary key (recovery_id, staff_id)
   )`,
    `create table ceremony (
     id uuid primary key,
     recovery_id uuid not null references recovery_key,
     ceremony_key bytea not null check (octet_length(ceremony_key) = 32),
     opened_by uuid not null references staff,
     opened_at timestamptz not null,
     closed_at timestamptz,
     outcome text check (outcome in ('recovered', 'given-up')),
     check ((closed_at is null) = (outcome is null))
   )`,
    `create unique index ceremony_open on ceremony ((true)) where closed_at is null`,
    `create table ceremony_share (
     ceremony_id uuid not null references ceremony,
     staff_id uuid not null references staff,
     share_sealed bytea check (octet_length(share_sealed) = 81),
     contributed_at timestamptz not null,
     primary key (ceremony_id, staff_id)
   )`,
  ];

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...this.#platform, ...this.#people, ...this.#access, ...this.#recovery])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of this.#tables) await runner.query(`drop table ${table}`);
    await runner.query(`drop function place_event`);
    await runner.query(`drop sequence event_place`);
  }
}
