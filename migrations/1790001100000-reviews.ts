import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When circles are reviewed next, the measures of their plans, and what somebody is to do because of a level. */
export class Reviews1790001100000 implements MigrationInterface {
  name = 'Reviews1790001100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...circles, ...reviews, ...measures, ...tasks]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`drop table ${table}`);
    await runner.query(`drop sequence review_file_number`);
  }
}

const tables = [
  'review_digest',
  'review_step',
  'review_task',
  'measure',
  'review_trigger',
  'review',
  'review_member',
  'review_circle',
];

const circles = [
  `create sequence review_file_number as int`,
  // What reviews need to know of a circle: a copy, made anew whenever the circle changes.
  `create table review_circle (
     circle_id uuid primary key references circle,
     kind text not null,
     number int not null,
     open boolean not null,
     opened_at timestamptz not null,
     closed_at timestamptz,
     task_level smallint not null default 0 check (task_level in (0, 3, 4)),
     check (open = (closed_at is null))
   )`,
  `create table review_member (
     circle_id uuid not null references review_circle on delete cascade,
     staff_id uuid not null,
     may_write boolean not null,
     primary key (circle_id, staff_id)
   )`,
  `create index review_member_staff on review_member (staff_id, circle_id)`,
];

const reviews = [
  `create table review (
     id uuid primary key,
     circle_id uuid not null references review_circle on delete cascade,
     instrument text not null check (instrument ~ '^[A-Za-z]{4}$'),
     level smallint check (level between 1 and 4),
     level_after smallint check (level_after between 1 and 4),
     lowered_until timestamptz,
     awaits_sign_off boolean not null,
     assessed_at timestamptz,
     runs_from timestamptz not null,
     due_at timestamptz not null,
     latest_at timestamptz not null,
     because text not null check (because in ('first', 'level', 'alarm', 'trigger')),
     holder uuid,
     taken text check (taken in ('remind', 'due', 'overdue', 'overdue-again')),
     remind_at timestamptz,
     escalate_at timestamptz not null,
     next_at timestamptz,
     alert_id uuid references alert,
     version int not null default 1,
     unique (circle_id, instrument),
     check (due_at <= latest_at),
     check ((level is null) = (assessed_at is null)),
     check ((lowered_until is null) = (level_after is null))
   )`,
  `create index review_next on review (next_at) where next_at is not null`,
  `create index review_due on review (due_at, id)`,
  `create index review_holder on review (holder, due_at, id)`,
  // An alarm with its circle's event, or, where no alarm is named, an event that the server itself saw.
  `create table review_trigger (
     id uuid primary key,
     circle_id uuid not null references review_circle on delete cascade,
     alarm_id uuid,
     recorded_at timestamptz not null,
     latest_at timestamptz not null,
     unique (circle_id, alarm_id)
   )`,
  `create index review_trigger_circle on review_trigger (circle_id)`,
  // What was done about which deadline, once each: of reviews, measures and tasks.
  `create table review_step (
     subject_id uuid not null,
     due_at timestamptz not null,
     step text not null,
     at timestamptz not null,
     told int not null,
     primary key (subject_id, due_at, step)
   )`,
  `create index review_step_at on review_step (at)`,
  `create table review_digest (
     staff_id uuid not null,
     day date not null,
     at timestamptz not null,
     primary key (staff_id, day)
   )`,
];

const measures = [
  `create table measure (
     id uuid primary key,
     circle_id uuid not null references review_circle on delete cascade,
     owner_id uuid,
     owner_name text,
     set_at timestamptz not null,
     set_by uuid not null,
     due_at timestamptz not null,
     state text not null check (state in ('open', 'done', 'dropped')),
     effect text check (effect in ('effective', 'partly', 'not-effective', 'not-carried-out')),
     closed_at timestamptz,
     taken text check (taken in ('remind', 'due', 'overdue', 'overdue-again')),
     next_at timestamptz,
     version int not null default 1,
     check ((owner_id is null) <> (owner_name is null)),
     check ((state = 'open') = (closed_at is null)),
     check (state = 'open' or next_at is null)
   )`,
  `create index measure_next on measure (next_at) where next_at is not null`,
  `create index measure_circle on measure (circle_id, due_at, id)`,
  `create index measure_owner on measure (owner_id, due_at, id) where state = 'open'`,
  `create index measure_due on measure (due_at, id) where state = 'open'`,
];

const tasks = [
  `create table review_task (
     id uuid primary key,
     kind text not null check (kind in ('provider-assessment')),
     circle_id uuid not null references review_circle on delete cascade,
     subject_id uuid not null,
     opened_at timestamptz not null,
     due_at timestamptz not null,
     outcome text check (outcome in ('done', 'not-needed')),
     closed_at timestamptz,
     closed_by uuid,
     made_circle_id uuid,
     taken text check (taken in ('remind', 'due', 'overdue', 'overdue-again')),
     next_at timestamptz,
     check ((outcome is null) = (closed_at is null)),
     check ((outcome is null) = (closed_by is null)),
     check (outcome is null or next_at is null)
   )`,
  `create unique index review_task_open on review_task (kind, circle_id, subject_id) where outcome is null`,
  `create index review_task_next on review_task (next_at) where next_at is not null`,
  `create index review_task_subject on review_task (subject_id, due_at, id) where outcome is null`,
];
