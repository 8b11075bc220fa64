import type { MigrationInterface, QueryRunner } from 'typeorm';

const events = (...more: readonly string[]): string =>
  [
    ...['planned', 'yes-given', 'yes-refused', 'cancelled', 'departed', 'checked-in', 'extended', 'safe'],
    ...['missed', 'duress', 'wrong-words', 'resolved', 'false-alarm'],
    ...more,
  ]
    .map((each) => `'${each}'`)
    .join(', ');

const ruleOfEvents = (...more: readonly string[]): string =>
  `alter table field_visit_event add constraint field_visit_event_what_check check (what in (${events(...more)}))`;

const up = [
  `alter table field_visit add column departure_due_at timestamptz`,
  `alter table field_visit add column asked_at timestamptz`,
  `alter table field_visit add constraint field_visit_departure_check
     check (departure_due_at is null or (departed_at is null and ended_at is null and concluded_at is null))`,
  // Those that wait already are asked about too, as if they were planned now.
  `update field_visit set departure_due_at = greatest(planned_at, now()) + interval '15 minutes'
   where departed_at is null and ended_at is null and concluded_at is null and yes is distinct from 'refused'`,
  `create index field_visit_departure on field_visit (departure_due_at) where departure_due_at is not null`,
  `create index field_visit_to_forget on field_visit (coalesce(concluded_at, ended_at, planned_at)) where due_at is null`,
  `alter table field_visit_event drop constraint field_visit_event_what_check`,
  ruleOfEvents('asked', 'not-begun'),
];

const down = [
  `delete from field_visit_event where what in ('asked', 'not-begun')`,
  `alter table field_visit_event drop constraint field_visit_event_what_check`,
  ruleOfEvents(),
  `drop index field_visit_to_forget`,
  `alter table field_visit drop constraint field_visit_departure_check`,
  `alter table field_visit drop column asked_at`,
  `alter table field_visit drop column departure_due_at`,
];

/** When to look whether a planned visit has begun, since when its worker has been asked, and which visits are old enough to go. */
export class VisitsThatDoNotBegin1790001500000 implements MigrationInterface {
  name = 'VisitsThatDoNotBegin1790001500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
