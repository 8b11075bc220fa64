import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Time, chance and the network come from outside: pure code and use cases take them as arguments or ports. */
const hiddenInputs = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Ask a Clock.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Ask a Clock.' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Ask a source of chance.',
  },
  { selector: "CallExpression[callee.name='fetch']", message: 'Go through a port.' },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'config.ts is the only reader.',
  },
];

const keptFields = {
  selector:
    "JSXOpeningElement[name.name=/^(input|textarea|select)$/]:not(:has(JSXAttribute[name.name='autoComplete']))",
  message:
    'Chromium writes what a field holds into its session files, in clear: say autoComplete (docs/THREAT_MODEL.md).',
};

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.build/', '.data/', 'coverage/', 'reports/', 'docs/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      complexity: ['error', 8],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    files: [
      'src/domain/**/*.ts',
      'src/e2ee/**/*.ts',
      'src/contracts/**/*.ts',
      'src/texts/**/*.ts',
      'src/server/!(app|platform)/**/*.ts',
    ],
    ignores: ['**/*.module.ts'],
    rules: { 'no-restricted-syntax': ['error', ...hiddenInputs] },
  },
  {
    files: ['src/server/platform/**/*.ts', 'src/server/app/**/*.ts', 'src/sandbox/**/*.ts'],
    ignores: ['src/server/app/config.ts'],
    rules: { 'no-restricted-syntax': ['error', hiddenInputs[4]] },
  },
  {
    files: ['src/console/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', keptFields] },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'src/cli/**/*.ts'],
    rules: { 'max-lines': 'off', 'no-console': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
);
