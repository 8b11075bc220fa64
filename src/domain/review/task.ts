/** What a person is to do because of what happened in a case. `provider-assessment`: part B for one worker on one case. */
export const TASK_KINDS = ['provider-assessment'] as const;

export const TASK_OUTCOMES = ['done', 'not-needed'] as const;
