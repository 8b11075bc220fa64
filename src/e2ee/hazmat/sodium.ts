import sodium from 'libsodium-wrappers';

await sodium.ready;

/**
 * The only door to libsodium. Nothing outside `src/e2ee/hazmat` imports it, so this folder is where a reviewer looks for a
 * misused primitive. Ready when imported.
 */
export { sodium };
