import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = (...names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const before = [
  'inbox',
  'client-case',
  'security-log',
  'organisation-file',
  'worker-file',
  'hand-over',
  'evaluation',
];

/** The constraint of `circle` that says which kinds have a subject was given its name by PostgreSQL. */
const dropSubjectRule = `do $$
  declare rule text := (select conname from pg_constraint where conrelid = 'circle'::regclass
    and pg_get_constraintdef(oid) like '%worker-file%subject_id%');
  begin execute format('alter table circle drop constraint %I', rule); end $$`;

const up = [
  `alter table circle drop constraint circle_kind_check`,
  `alter table circle add constraint circle_kind_check check (kind in (${kinds(...before, 'safety-book')}))`,
  dropSubjectRule,
  `alter table circle add constraint circle_subject_check
     check ((kind in ('worker-file', 'safety-book')) = (subject_id is not null))`,
  // A worker has one safety book; a second one would be looked into by nobody.
  `create unique index circle_safety_book on circle (subject_id) where kind = 'safety-book' and erased_at is null`,

  `alter table alert add column hidden_from uuid`,

  // Visits and incidents share their numbers, so that "number 12" is one thing whatever an alert calls it.
  `create sequence safety_number as int start with 1`,
  `create table visit_word (
     staff_id uuid primary key,
     safe_hash bytea not null check (octet_length(safe_hash) = 32),
     duress_hash bytea not null check (octet_length(duress_hash) = 32),
     set_at timestamptz not null
   )`,
  `create table field_visit (
     id uuid primary key,
     number int not null unique default nextval('safety_number'),
     worker_id uuid not null,
     circle_id uuid not null references circle,
     planned_at timestamptz not null,
     check_in_minutes smallint not null check (check_in_minutes between 15 and 240),
     needs_yes boolean not null,
     yes text check (yes in ('given', 'refused')),
     yes_by uuid,
     departed_at timestamptz,
     due_at timestamptz,
     extensions smallint not null default 0,
     wrong_words smallint not null default 0,
     missed_at timestamptz,
     duress_at timestamptz,
     ended_at timestamptz,
     ended_as text check (ended_as in ('safe', 'cancelled')),
     concluded_at timestamptz,
     concluded_as text check (concluded_as in ('resolved', 'false-alarm')),
     concluded_by uuid,
     created_at timestamptz not null,
     check ((yes is null) = (yes_by is null)),
     check (yes is null or needs_yes),
     check (yes_by is distinct from worker_id),
     check (departed_at is null or not needs_yes or yes is not distinct from 'given'),
     check ((ended_at is null) = (ended_as is null)),
     check ((concluded_at is null) = (concluded_as is null)),
     check ((concluded_at is null) = (concluded_by is null)),
     check ((due_at is not null) = (departed_at is not null and ended_at is null and concluded_at is null))
   )`,
  `create index field_visit_due on field_visit (due_at) where due_at is not null and missed_at is null`,
  `create index field_visit_worker on field_visit (worker_id, planned_at desc)`,
  `create index field_visit_open on field_visit (planned_at) where concluded_at is null`,
  `create table field_visit_event (
     id bigint generated always as identity primary key,
     visit_id uuid not null references field_visit on delete cascade,
     at timestamptz not null,
     what text not null check (what in ('planned', 'yes-given', 'yes-refused', 'cancelled', 'departed', 'checked-in',
       'extended', 'safe', 'missed', 'duress', 'wrong-words', 'resolved', 'false-alarm')),
     staff_id uuid
   )`,
  `create index field_visit_event_visit on field_visit_event (visit_id, id)`,
  `create table incident_report (
     id uuid primary key,
     number int not null unique default nextval('safety_number'),
     reported_by uuid not null,
     reported_at timestamptz not null,
     about text not null check (about in ('client', 'staff', 'place')),
     urgency text check (urgency in ('now', 'today', 'later')),
     circle_id uuid references circle,
     written_at timestamptz,
     check ((circle_id is null) = (written_at is null))
   )`,
  `create index incident_report_reporter on incident_report (reported_by, number desc)`,
];

const down = [
  `drop table incident_report`,
  `drop table field_visit_event`,
  `drop table field_visit`,
  `drop table visit_word`,
  `drop sequence safety_number`,
  `alter table alert drop column hidden_from`,
  `drop index circle_safety_book`,
  // Nothing older knows what a safety book is: it goes, as an erased circle does, before its kind does.
  `delete from circle_grant where circle_id in (select id from circle where kind = 'safety-book')`,
  `delete from circle_wrap where circle_id in (select id from circle where kind = 'safety-book')`,
  `update circle set erased_at = now(), erased_by = opened_by, kind = 'worker-file' where kind = 'safety-book'`,
  `alter table circle drop constraint circle_subject_check`,
  `alter table circle add check ((kind = 'worker-file') = (subject_id is not null))`,
  `alter table circle drop constraint circle_kind_check`,
  `alter table circle add constraint circle_kind_check check (kind in (${kinds(...before)}))`,
];

/** Field visits with their deadlines, the words agreed for them, reports of incidents, and the safety book. */
export class Safety1790001200000 implements MigrationInterface {
  name = 'Safety1790001200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
