import tseslint from 'typescript-eslint';

const clocks = ['src/kernel/clock.ts', 'simulator/clock.ts'];
const bareTime = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask the clock that was passed in.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Ask the clock that was passed in.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'Ask the clock that was passed in.' },
];

// Many test files share a process, and many requests: what a module kept for one would reach the next.
const stateOfModule = ['Program', 'Program > ExportNamedDeclaration'].map((place) => ({
  selector: `${place} > VariableDeclaration[kind=let]`,
  message: 'A module keeps nothing: let a factory own it.',
}));

// Biome formats and lints; here stands only what needs types, or the one clock.
export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'coverage/**',
      'src/store/generated/**',
      'simulator/page/**',
      '**/*.mjs',
      '**/*.cjs',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    // A small server of a test may answer with an async function: vitest fails on what it leaves unhandled.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
    },
  },
  {
    // Not the bench: it stands for the outside, which signs its requests at the machine's time.
    files: ['src/**/*.ts', 'adapters/**/*.ts', 'jobs/**/*.ts', 'simulator/**/*.ts'],
    ignores: clocks,
    rules: { 'no-restricted-syntax': ['error', ...bareTime, ...stateOfModule] },
  },
  {
    // Test files are loaded anew each time; what they share is not.
    files: [...clocks, 'test/**/*.ts'],
    ignores: ['test/**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...stateOfModule] },
  },
  {
    // The whole program of a thread, which lives for one import.
    files: ['src/import/bulk/prepare-worker.ts'],
    rules: { 'no-restricted-syntax': ['error', ...bareTime] },
  },
);
