/** Made into an object when the console is built (`vite.config.mjs`). */
declare module '*.yaml' {
  const instrument: unknown;
  export default instrument;
}
