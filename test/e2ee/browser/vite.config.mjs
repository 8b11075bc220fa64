import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The cases of the protocol as one script, made like the console's keeper. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'error',
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: fileURLToPath(new URL('./main.ts', import.meta.url)),
      output: { entryFileNames: 'cases.js', codeSplitting: false },
    },
  },
});
