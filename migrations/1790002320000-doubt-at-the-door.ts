import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = [
  ...['planned', 'yes-given', 'yes-refused', 'cancelled', 'departed', 'checked-in', 'extended', 'safe'],
  ...['missed', 'duress', 'wrong-words', 'resolved', 'false-alarm', 'asked', 'not-begun'],
];

const dropRule = `alter table field_visit_event drop constraint field_visit_event_what_check`;

const ruleOf = (events: readonly string[]): string =>
  `alter table field_visit_event add constraint field_visit_event_what_check
     check (what in (${events.map((each) => `'${each}'`).join(', ')}))`;

const up = [dropRule, ruleOf([...before, 'doubted'])];

const down = [`delete from field_visit_event where what = 'doubted'`, dropRule, ruleOf(before)];

/** At the door her mission check was not six times yes, and a coordinator was asked. */
export class DoubtAtTheDoor1790002320000 implements MigrationInterface {
  name = 'DoubtAtTheDoor1790002320000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
