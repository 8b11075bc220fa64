interface Policy {
  createScriptURL(address: string): string;
}

interface TrustedTypes {
  createPolicy(name: 'zaklon', rules: Policy): Policy;
}

const rules: Policy = {
  createScriptURL(address) {
    const { origin } = new URL(address, location.href);
    if (origin !== location.origin) throw new TypeError('A worker of another origin.');
    return address;
  },
};

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy('zaklon', rules) ?? rules;

/** The only place where an address becomes a program: a worker of ours, from our own origin. */
export const startWorker = (address: string): Worker =>
  new Worker(policy.createScriptURL(address), { type: 'module' });
