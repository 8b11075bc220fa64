import {
  INCIDENT_ABOUT,
  INCIDENT_URGENCIES,
  type IncidentAbout,
  type IncidentUrgency,
} from '../../domain/safety/incident.js';
import type { VisitId } from '../safety/visit.js';
import { longId, shortId } from './tap.js';

/** What the buttons of a visit do; their letters fit beside an id into the 64 bytes of a button. */
const visitVerbs = {
  d: 'depart',
  k: 'depart-checked',
  q: 'doubt',
  c: 'check-in',
  e: 'extend-30',
  f: 'extend-60',
  s: 'safe',
  x: 'cancel',
  y: 'yes',
  n: 'no',
} as const;

export type VisitVerb = (typeof visitVerbs)[keyof typeof visitVerbs];

export type SafetyTap =
  | { readonly of: 'visit'; readonly verb: VisitVerb; readonly id: VisitId }
  | {
      readonly of: 'incident';
      readonly id: string;
      readonly about: IncidentAbout;
      readonly urgency: IncidentUrgency | null;
    };

export function visitTap(verb: VisitVerb, id: VisitId): string {
  const letter = Object.entries(visitVerbs).find(([, each]) => each === verb)?.[0] ?? '';
  return `v${letter}-${shortId(id)}`;
}

/** @param urgency null while it is still to be asked */
export const incidentTap = (id: string, about: IncidentAbout, urgency: IncidentUrgency | null): string =>
  `ii-${shortId(id)}-${about[0] ?? ''}${urgency?.[0] ?? ''}`;

const visitShape = /^v([a-z])-([\w-]{22})$/;
const incidentShape = /^ii-([\w-]{22})-([a-z])([a-z])?$/;

/** @returns null for what none of these buttons says */
export function readSafetyTap(data: string | undefined): SafetyTap | null {
  return readVisitTap(data ?? '') ?? readIncidentTap(data ?? '');
}

function readVisitTap(data: string): SafetyTap | null {
  const [, letter = '', id] = visitShape.exec(data) ?? [];
  const verb = Object.entries(visitVerbs).find(([each]) => each === letter)?.[1];
  const visit = longId(id);
  return verb && visit ? { of: 'visit', verb, id: visit as VisitId } : null;
}

function readIncidentTap(data: string): SafetyTap | null {
  const [, short, aboutLetter, urgencyLetter] = incidentShape.exec(data) ?? [];
  const id = longId(short);
  const about = INCIDENT_ABOUT.find((each) => each[0] === aboutLetter);
  if (!id || !about) return null;
  const urgency = INCIDENT_URGENCIES.find((each) => each[0] === urgencyLetter) ?? null;
  return { of: 'incident', id, about, urgency };
}
