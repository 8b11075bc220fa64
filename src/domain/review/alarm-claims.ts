import type { Instant } from '../shared/time.js';

/** What a sealed record says of the opaque alarms that were set for it: the server knows none of this. */
export interface AlarmClaim {
  /** Of the record. */
  readonly object: string;
  readonly alarms: readonly {
    /** Null: one that ought to have been set and is not named. */
    readonly alarm: string | null;
    /** The latest moment that its kind of event allows. */
    readonly latest: Instant;
    /** An assessment made then or later has taken it into account. */
    readonly answeredFrom: Instant;
  }[];
}

/** An alarm that the server shows as set, and whose signature and columns hold. */
export interface SoundAlarm {
  readonly alarm: string;
  readonly due: Instant;
}

/** `missing`: the server does not have it, or not as it was signed. `late`: it is due later than its kind of event allows. */
export type ClaimFault = 'missing' | 'late';

export interface ClaimVerdict {
  readonly faults: readonly { readonly object: string; readonly fault: ClaimFault }[];
  /** Alarms for which no record gives a reason; possibly its author was cut off between the two. */
  readonly unexplained: readonly string[];
}

/**
 * What a reader holds against the alarms of a file. The server bounds an event only by the longest time of any kind and could swap one
 * alarm for another; whoever reads the record knows the kind and the id (ADR 0125).
 *
 * @param assessed when the file was last assessed; null: never
 */
export function judgeClaims(
  claims: readonly AlarmClaim[],
  alarms: readonly SoundAlarm[],
  assessed: Instant | null,
): ClaimVerdict {
  const dues = new Map(alarms.map(({ alarm, due }) => [alarm, due]));
  const named = new Set(claims.flatMap((claim) => claim.alarms.map(({ alarm }) => alarm)));
  return {
    faults: claims.flatMap((claim) => {
      const open = claim.alarms.filter(({ answeredFrom }) => assessed === null || assessed < answeredFrom);
      const [fault] = open.flatMap(({ alarm, latest }) => faultOf(alarm, latest, dues) ?? []);
      return fault === undefined ? [] : [{ object: claim.object, fault }];
    }),
    unexplained: alarms.map(({ alarm }) => alarm).filter((alarm) => !named.has(alarm)),
  };
}

function faultOf(
  alarm: string | null,
  latest: Instant,
  dues: ReadonlyMap<string, Instant>,
): ClaimFault | null {
  const due = alarm === null ? undefined : dues.get(alarm);
  if (due === undefined) return 'missing';
  return due > latest ? 'late' : null;
}
