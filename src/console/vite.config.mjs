import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Static files with hashes in their names; no inline script or style, because the policy of the page refuses both. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  logLevel: 'warn',
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    emptyOutDir: true,
    // libsodium carries its WebAssembly inside the script, on purpose: one hash covers both.
    chunkSizeWarningLimit: 1_500,
  },
  worker: { format: 'es' },
});
