/** 16 raw bytes of the protocol's case id, as text. */
export type CircleId = string & { readonly __id: 'circle' };

/**
 * What people share a circle for. One mechanism serves all of them: kinds differ in who may open one and who belongs to it.
 * `hand-over` tells one named colleague of another case; `evaluation` looks back at what happened and whether it helped.
 * `safety-book` is between one worker and those who would look for her: where she goes, and what she reports (ADR 0130).
 */
export const CIRCLE_KINDS = [
  'inbox',
  'client-case',
  'security-log',
  'organisation-file',
  'worker-file',
  'safety-book',
  'hand-over',
  'evaluation',
] as const;

export type CircleKind = (typeof CIRCLE_KINDS)[number];

/** Kinds that are about one worker, who is in them as long as they exist and may open her own. */
export const isAboutWorker = (kind: CircleKind): boolean => kind === 'worker-file' || kind === 'safety-book';

/**
 * Where the help for one person stands: from first contact (ASTRA 2021, p. 18: at risk "from the moment the victim comes in
 * contact with us") through search, identification, recovery and reintegration (the fields of the ASTRA hotline in the
 * baseline study 2018, 5.1 b) to assisted return. Help never depends on the stage.
 */
export const ASSISTANCE_STAGES = [
  'first-contact',
  'search',
  'identification',
  'recovery',
  'reintegration',
  'return',
] as const;

export type AssistanceStage = (typeof ASSISTANCE_STAGES)[number];

/** Where the criminal proceedings stand: the answers of VSRA item V18, because risk peaks before and during the trial. */
export const PROCEEDINGS_STAGES = [
  'none',
  'considering',
  'investigation',
  'before-hearing',
  'trial',
  'verdict-open',
  'final',
  'unknown',
] as const;

export type ProceedingsStage = (typeof PROCEEDINGS_STAGES)[number];

/** `dormant`: nobody works on it and it may wake at any time; reviews and alarms go on. */
export const CASE_STATES = ['open', 'dormant', 'closed'] as const;

export type CaseState = (typeof CASE_STATES)[number];

/** Coarse, because the server can read it. What really happened is a sealed note. */
export const CLOSING_REASONS = [
  'completed',
  'referred',
  'withdrawn',
  'contact-lost',
  'opened-in-error',
] as const;

export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** The state of a client case; a reason exactly when it is closed. */
export type CaseStanding =
  | { readonly state: 'open' | 'dormant'; readonly reason: null }
  | { readonly state: 'closed'; readonly reason: ClosingReason };

/** Every state leads to every other one: a closed case opens again when she calls again. Only "the same again" is no change. */
export const isChange = (from: CaseStanding, to: CaseStanding): boolean =>
  from.state !== to.state || from.reason !== to.reason;

/**
 * Whether new content may be written. A closed case takes none, so that nobody works unseen on what no review looks at; its
 * members can still be changed and its content erased. Circles that are no client case have no state.
 */
export const takesContent = (state: CaseState | null): boolean => state !== 'closed';
