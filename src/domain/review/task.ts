/** What a person is to do because of what happened in a case. `provider-assessment`: part B for one worker on one case. */
export const TASK_KINDS = ['provider-assessment'] as const;

export type TaskKind = (typeof TASK_KINDS)[number];

export const TASK_OUTCOMES = ['done', 'not-needed'] as const;

export type TaskOutcome = (typeof TASK_OUTCOMES)[number];
