import { z } from 'zod';
import { checkPolicy, type Audience, type Policy } from '../../domain/escalation/ladder.js';
import { defaultPolicies } from '../../domain/escalation/default-policies.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { seconds } from '../../domain/shared/time.js';

const span = z.number().nonnegative();

const audience = z.union([
  z.strictObject({ duty: z.enum(['operator', 'focal-point', 'deputy']) }),
  z.strictObject({ everyone: z.literal(true) }),
  z.strictObject({ staff: z.uuid().transform((id) => id as StaffId) }),
]) satisfies z.ZodType<Audience>;

const step = z.strictObject({
  afterSeconds: span,
  whom: z.array(audience),
  channels: z.array(
    z.strictObject({ channel: z.enum(['telegram', 'mail', 'webhook']), afterSeconds: span.default(0) }),
  ),
});

const policy = z.strictObject({
  version: z.number().int().positive(),
  steps: z.array(step),
  repeatEverySeconds: span.nullable(),
  mayAcknowledge: z.union([z.literal('anyone'), z.array(audience)]).default('anyone'),
  wakeAgainAfterSeconds: span.nullable(),
  silent: z.boolean().default(false),
});

const names = Object.keys(defaultPolicies) as (keyof typeof defaultPolicies)[];

const file = z.partialRecord(z.enum(names), policy);

/** The organisation's own ladders cannot be read. Says where in the file, never what stands there. */
export class PoliciesUnreadable extends Error {
  override readonly name = 'PoliciesUnreadable';
}

/**
 * The policies that an organisation wrote for itself, over the defaults.
 *
 * @param text JSON: policy name → steps and delays in seconds; a policy that is not named stays as it is by default
 * @throws PoliciesUnreadable, which names every problem by its place
 */
export function readPolicies(text: string): readonly Policy[] {
  const parsed = file.safeParse(jsonOf(text));
  if (!parsed.success) {
    const places = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
    );
    throw unreadable(places);
  }
  const own = Object.entries(parsed.data).map(([id, written]) => policyOf(id, written));
  const faults = own.flatMap(faultsOf);
  if (faults.length > 0) throw unreadable(faults);
  const ownIds = new Set(own.map(({ id }) => id));
  return [...Object.values(defaultPolicies).filter(({ id }) => !ownIds.has(id)), ...own];
}

const unreadable = (places: readonly string[]): PoliciesUnreadable =>
  new PoliciesUnreadable(`The alert policies cannot be used:\n  - ${places.join('\n  - ')}`);

const faultsOf = (policy: Policy): string[] =>
  checkPolicy(policy).map(
    ({ code, step }) => `${policy.id}${step === null ? '' : `.steps.${step}`}: ${code}`,
  );

function policyOf(id: string, written: z.infer<typeof policy>): Policy {
  const { version, mayAcknowledge, silent } = written;
  return {
    id,
    version,
    mayAcknowledge,
    silent,
    steps: written.steps.map(({ afterSeconds, whom, channels }) => ({
      after: seconds(afterSeconds),
      whom,
      channels: channels.map(({ channel, afterSeconds: later }) => ({ channel, after: seconds(later) })),
    })),
    repeatEvery: written.repeatEverySeconds === null ? null : seconds(written.repeatEverySeconds),
    wakeAgainAfter: written.wakeAgainAfterSeconds === null ? null : seconds(written.wakeAgainAfterSeconds),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PoliciesUnreadable('The alert policies cannot be used: the file is not JSON.');
  }
}
