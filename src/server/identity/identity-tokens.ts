/** The token of `IdentitySettings`. */
export const IDENTITY_SETTINGS = Symbol('IdentitySettings');
