/** The house rules (docs/ARCHITECTURE.md) that a tool can check. */
module.exports = {
  forbidden: [
    {
      name: 'domain-stands-alone',
      comment: 'The field rules import nothing but themselves, so browser and server share them.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'e2ee-stands-alone',
      comment: 'Cryptography imports nothing but itself and libsodium, so it runs unchanged in the browser.',
      severity: 'error',
      from: { path: '^src/e2ee/' },
      to: {
        pathNot: ['^src/e2ee/', 'node_modules/(@types/)?libsodium', 'node_modules/shamir-secret-sharing'],
      },
    },
    {
      name: 'contracts-know-zod-and-names',
      comment: 'Contracts describe the API with zod and the domain types, nothing else.',
      severity: 'error',
      from: { path: '^src/contracts/' },
      to: { pathNot: ['^src/(contracts|domain)/', 'node_modules/zod'] },
    },
    {
      name: 'texts-know-the-domain',
      comment: 'Sentences may know the words of the domain, never a wing that shows them.',
      severity: 'error',
      from: { path: '^src/texts/' },
      to: { pathNot: ['^src/(texts|domain)/'] },
    },
    {
      name: 'console-imports-the-ground-floor',
      comment: 'The console stands on the ground floor, never on the server.',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { path: '^src/', pathNot: '^src/(console|domain|e2ee|contracts|texts)/' },
    },
    {
      name: 'nobody-imports-console-or-sandbox',
      comment: 'The sandbox never ships and the console is a client.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(console|sandbox)/' },
      to: { path: '^src/(console|sandbox)/' },
    },
    {
      name: 'sandbox-knows-only-telegram',
      comment: 'The sandbox imitates Telegram; if it knew the server it would prove nothing.',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: { path: '^src/', pathNot: '^src/sandbox/' },
    },
    {
      name: 'demo-is-a-client',
      comment:
        'The demo staff come through the API with the protocol’s own keys; a short cut into the server would prove nothing.',
      severity: 'error',
      from: { path: '^src/cli/demo/' },
      to: { path: '^src/', pathNot: '^src/(cli/demo|contracts|domain|e2ee)/' },
    },
    {
      name: 'nobody-imports-the-demo',
      comment: 'The demo is no part of a production build.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/demo/' },
      to: { path: '^src/cli/demo/' },
    },
    {
      name: 'nouns-keep-their-rows',
      comment: 'A noun reaches another noun through its use cases, never through its tables.',
      severity: 'error',
      from: { path: '^src/server/([^/]+)/', pathNot: '^src/server/app/' },
      to: {
        path: '^src/server/(?!app/|platform/)[^/]+/[^/]+\\.(row|repository)\\.ts$',
        pathNot: '^src/server/$1/',
      },
    },
    {
      name: 'platform-knows-no-noun',
      comment: 'The platform serves the nouns and knows none of them.',
      severity: 'error',
      from: { path: '^src/server/platform/' },
      to: { path: '^src/server/', pathNot: '^src/server/platform/' },
    },
    {
      name: 'only-app-wires',
      comment: 'The wiring is at the top; nothing depends on it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(server/app|cli)/' },
      to: { path: '^src/server/app/' },
    },
    {
      name: 'nest-in-modules-and-controllers',
      comment:
        'Use cases are plain classes: NestJS lives in modules, controllers, guards, app and platform/http.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['\\.(module|controller|guard)\\.ts$', '^src/server/app/', '^src/server/platform/http/'],
      },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'libsodium-only-in-hazmat',
      comment: 'One door to the cipher, so one place to review.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/e2ee/hazmat/' },
      to: { path: 'node_modules/(@types/)?libsodium' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle hides who depends on whom.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment:
        'An import that resolves to nothing fails at run time only. Vite resolves the addresses of workers.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?worker&url$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
    moduleSystems: ['es6'],
  },
};
