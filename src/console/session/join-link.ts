/** The two parts of a one-time link. Both lie in the fragment, which no browser sends anywhere. */
export interface JoinLink {
  readonly token: Uint8Array;
  readonly rootFingerprint: Uint8Array;
}

const partBytes = 32;

export const joinLink = (origin: string, { token, rootFingerprint }: JoinLink): string =>
  `${origin}/#/join/${toUrlText(token)}.${toUrlText(rootFingerprint)}`;

/** @returns undefined for a link that is cut off or not one of ours */
export function readJoinLink(hash: string): JoinLink | undefined {
  const [, token = '', fingerprint = ''] = /^#\/join\/([\w-]{43})\.([\w-]{43})$/.exec(hash) ?? [];
  const parts = [token, fingerprint].map(fromUrlText);
  const [tokenBytes, rootFingerprint] = parts;
  if (tokenBytes?.length !== partBytes || rootFingerprint?.length !== partBytes) return undefined;
  return { token: tokenBytes, rootFingerprint };
}

const toUrlText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromUrlText = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (symbol) => symbol.charCodeAt(0));
