import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { parse } from 'yaml';

/** Instruments are read when the console is built, so that no parser of YAML is in it. */
const instruments = {
  name: 'instruments',
  transform: (source, id) =>
    id.endsWith('.yaml')
      ? { code: `export default ${JSON.stringify(parse(source))};`, map: null }
      : undefined,
};

/** Static files with hashes in their names; no inline script or style, because the policy of the page refuses both. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  logLevel: 'warn',
  plugins: [instruments],
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
