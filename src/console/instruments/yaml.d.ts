/** Made into an object when the console is built (`vite.config.mjs`); an assessment instrument into what the server makes of it. */
declare module '*.yaml' {
  const instrument: unknown;
  export default instrument;
}
