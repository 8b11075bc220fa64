import { z } from 'zod';
import {
  INCIDENT_CHANNELS,
  INCIDENT_CONCLUSIONS,
  INCIDENT_KINDS,
  INCIDENT_PATTERNS,
  INCIDENT_REPORTED_TO,
  INCIDENT_TARGETS,
} from '../../domain/safety/incident.js';
import { instantMs, uuid } from '../shared/scalars.js';

/** Of each text of an incident, in UTF-16 units. */
export const longestIncidentText = 20_000;
const text = z.string().max(longestIncidentText);

const alarm = { alarm: uuid, withinHours: z.int().min(1).max(48) };

/**
 * The text of a kind 4 record: a security incident in five steps, with the fields of `incident_log` of the provider instrument.
 * It lies in a security log, or in the safety book of whoever reported it. Amending writes the next version of the record.
 */
export const incidentText = z.strictObject({
  form: z.literal('incident/1'),
  /** What people say to one another; from the server. */
  number: z.int(),
  occurredAt: instantMs,
  reportedAt: instantMs,
  kind: z.enum(INCIDENT_KINDS),
  target: z.array(z.enum(INCIDENT_TARGETS)).max(INCIDENT_TARGETS.length),
  channel: z.enum(INCIDENT_CHANNELS),
  facts: text,
  pattern: z.enum(INCIDENT_PATTERNS).nullable(),
  aim: text,
  /** A signed threat can be false. */
  source: text,
  conclusion: z.enum(INCIDENT_CONCLUSIONS).nullable(),
  reportedTo: z.array(z.enum(INCIDENT_REPORTED_TO)).max(INCIDENT_REPORTED_TO.length),
  actionTaken: text,
  closedAt: instantMs.nullable(),
  /** The numbers of the cases that it concerns, whoever is in them. */
  cases: z.array(z.int().positive()).max(50),
  /** The files of organisations and workers that it concerns, by the ids of their circles. */
  files: z.array(uuid).max(50).default([]),
  /** By which their next reviews move forward; chosen before the incident is sealed, so that a second try sets no second one. */
  alarms: z
    .array(
      z.union([
        z.strictObject({ case: z.int().positive(), ...alarm }),
        z.strictObject({ file: uuid, ...alarm }),
      ]),
    )
    .max(200)
    .default([]),
});

export type IncidentText = z.output<typeof incidentText>;

export const writeIncident = (incident: IncidentText): string =>
  JSON.stringify(z.encode(incidentText, incident));

/** Null for a text that is no incident of a form that we know: it is shown as it is, never dropped. */
export function readIncident(sealed: string): IncidentText | null {
  try {
    return incidentText.parse(JSON.parse(sealed));
  } catch {
    return null;
  }
}
