import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts, where each stands on its ladder, whom it called on what, and what happened to it. */
export class Escalation1790000200000 implements MigrationInterface {
  name = 'Escalation1790000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table alert (
        id uuid primary key,
        number int generated always as identity unique,
        kind text not null check (kind in ('contact', 'incident', 'check-in', 'review', 'test', 'duty')),
        level text not null check (level in ('RED', 'ORANGE', 'YELLOW', 'BLUE')),
        subject_id uuid not null,
        subject_number int not null,
        policy jsonb not null,
        opened_at timestamptz not null,
        began_at timestamptz not null,
        round int not null default 0,
        rungs_taken int not null default 0,
        last_rung_at timestamptz,
        hurried_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by uuid references staff,
        offered_to uuid references staff,
        resolved_at timestamptz,
        resolved_by uuid references staff,
        outcome text check (outcome in ('resolved', 'false-alarm')),
        next_due_at timestamptz,
        check ((acknowledged_at is null) = (acknowledged_by is null)),
        check ((resolved_at is null) = (outcome is null)),
        check (offered_to is null or acknowledged_by is not null),
        check (resolved_at is null or next_due_at is null)
      )`);
    await runner.query(`create index alert_due on alert (next_due_at) where next_due_at is not null`);
    await runner.query(`create index alert_open on alert (opened_at) where resolved_at is null`);
    await runner.query(`create index alert_subject on alert (subject_id)`);
    await runner.query(`
      create table alert_event (
        id bigint generated always as identity primary key,
        alert_id uuid not null references alert,
        round int not null,
        at timestamptz not null,
        what text not null,
        rung int,
        staff_id uuid references staff,
        code text
      )`);
    await runner.query(`create index alert_event_alert on alert_event (alert_id, id)`);
    await runner.query(`
      create table staff_notice (
        id uuid primary key,
        staff_id uuid not null references staff,
        alert_id uuid references alert,
        how text not null check (how in ('alone', 'grouped', 'held', 'offer')),
        urgency int not null,
        silent boolean not null,
        due_at timestamptz not null,
        status text not null default 'pending' check (status in ('pending', 'sent', 'dead', 'withdrawn')),
        maybe_seen boolean not null default false,
        sent_at timestamptz,
        telegram_message_id bigint,
        menu text check (menu in ('colleagues')),
        check ((how = 'grouped') = (alert_id is null)),
        check ((status = 'sent') = (sent_at is not null))
      )`);
    await runner.query(`create index staff_notice_alert on staff_notice (alert_id)`);
    await runner.query(`create index staff_notice_staff on staff_notice (staff_id, due_at)`);
    await runner.query(
      `create index staff_notice_grouped on staff_notice (staff_id, due_at) where how = 'grouped'`,
    );
    await runner.query(`
      create table alert_delivery (
        id uuid primary key,
        alert_id uuid not null references alert,
        round int not null,
        rung int not null,
        staff_id uuid references staff,
        channel text not null check (channel in ('telegram', 'mail', 'webhook')),
        due_at timestamptz not null,
        status text not null check (status in ('pending', 'sent', 'retrying', 'dead', 'withdrawn')),
        sent_at timestamptz,
        code text,
        notice_id uuid references staff_notice,
        unique nulls not distinct (alert_id, round, rung, staff_id, channel),
        check ((staff_id is null) = (channel = 'webhook'))
      )`);
    await runner.query(`create index alert_delivery_notice on alert_delivery (notice_id)`);
    await runner.query(`create index alert_delivery_staff on alert_delivery (staff_id, status)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table alert_delivery`);
    await runner.query(`drop table staff_notice`);
    await runner.query(`drop table alert_event`);
    await runner.query(`drop table alert`);
  }
}
