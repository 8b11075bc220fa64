import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, runnerImport } from 'vite';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Instruments are read when the console is built, so that no parser of YAML is in it. An assessment instrument goes through the
 * server's own reader and comes with the hash of its file: one that is not as it must be stops the build with its line and the
 * reason.
 */
const instruments = {
  name: 'instruments',
  async transform(source, id) {
    if (!id.endsWith('.yaml')) return undefined;
    const read = id.includes('-risk-assessment/') ? await assessments(source, id) : parse(source);
    return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(read))});`, map: null };
  },
};

async function assessments(source, id) {
  const reader = join(root, 'src/server/platform/instruments/read-assessment-instruments.ts');
  const { module } = await runnerImport(reader, { configFile: false, root, logLevel: 'error' });
  return module.readAssessmentFile(`${basename(dirname(id))}/${basename(id)}`, source);
}

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
    // How long plugins take is nothing that whoever starts Zaklon can act on.
    rolldownOptions: { checks: { bundlerTimings: false } },
    // libsodium carries its WebAssembly inside the script, on purpose: one hash covers both.
    chunkSizeWarningLimit: 1_500,
  },
  // the keeper scores what it opens, so its worker may read instruments too
  worker: { format: 'es', plugins: () => [instruments] },
});
