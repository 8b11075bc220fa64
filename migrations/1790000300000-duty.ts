import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is on duty when, who was told of it, and the weekly test. */
export class Duty1790000300000 implements MigrationInterface {
  name = 'Duty1790000300000';

  async up(runner: QueryRunner): Promise<void> {
    const duty = `duty text not null check (duty in ('operator', 'focal-point', 'deputy'))`;
    const timeOfDay = (column: string): string =>
      `${column} text not null check (${column} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')`;
    await runner.query(`
      create table duty_shift (
        id uuid primary key,
        ${duty},
        staff_id uuid not null references staff,
        weekday smallint not null check (weekday between 1 and 7),
        ${timeOfDay('from_time')},
        ${timeOfDay('to_time')},
        zone text not null,
        planned_at timestamptz not null,
        removed_at timestamptz
      )`);
    await runner.query(
      `create unique index duty_shift_once on duty_shift (duty, staff_id, weekday, from_time, to_time, zone)
       where removed_at is null`,
    );
    await runner.query(`
      create table duty_override (
        id uuid primary key,
        ${duty},
        from_at timestamptz not null,
        to_at timestamptz not null,
        staff_id uuid not null references staff,
        replaces uuid references staff,
        created_at timestamptz not null,
        withdrawn_at timestamptz,
        check (from_at < to_at),
        check (staff_id <> replaces)
      )`);
    await runner.query(`create index duty_override_to on duty_override (to_at) where withdrawn_at is null`);
    await runner.query(`
      create table duty_notice (
        kind text not null check (kind in ('incoming', 'outgoing')),
        ${duty},
        at timestamptz not null,
        staff_id uuid not null references staff,
        noted_at timestamptz not null,
        primary key (kind, at, staff_id, duty)
      )`);
    await runner.query(`create index duty_notice_at on duty_notice (at)`);
    await runner.query(`create sequence duty_gap_number as int`);
    await runner.query(`
      create table duty_gap_warning (
        id uuid primary key,
        number int not null,
        ${duty},
        stage text not null check (stage in ('early', 'last')),
        from_at timestamptz not null,
        to_at timestamptz not null,
        warned_at timestamptz not null,
        alert_id uuid references alert,
        closed_at timestamptz,
        closed_as text check (closed_as in ('filled', 'over')),
        check (from_at < to_at),
        check ((closed_at is null) = (closed_as is null))
      )`);
    await runner.query(`alter sequence duty_gap_number owned by duty_gap_warning.number`);
    await runner.query(`create index duty_gap_warning_to on duty_gap_warning (to_at)`);
    await runner.query(
      `create unique index duty_gap_warning_once on duty_gap_warning (duty, stage, from_at) where closed_at is null`,
    );
    await runner.query(`
      create table weekly_test (
        number int primary key,
        due_at timestamptz not null unique,
        raised_at timestamptz not null,
        alert_id uuid unique references alert,
        closed_at timestamptz,
        check (alert_id is not null or number = 0)
      )`);
    await runner.query(`create index weekly_test_open on weekly_test (raised_at) where closed_at is null`);
    await runner.query(`
      create table weekly_test_person (
        test_number int not null references weekly_test,
        staff_id uuid not null references staff,
        primary key (test_number, staff_id)
      )`);
    await runner.query(`create index weekly_test_person_staff on weekly_test_person (staff_id)`);
    // For the watchdog: a parcel that is tried again and again is never "due long ago", yet it does not arrive.
    await runner.query(
      `create index outbox_retrying on outbox (created_at) where settled_at is null and attempts > 1`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index outbox_retrying`);
    for (const table of [
      'weekly_test_person',
      'weekly_test',
      'duty_gap_warning',
      'duty_notice',
      'duty_override',
      'duty_shift',
    ])
      await runner.query(`drop table ${table}`);
  }
}
