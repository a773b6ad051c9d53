import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/test/**/*.ts', '**/testing/**/*.ts'];

/** Bans that hold everywhere; `no-restricted-syntax` is replaced, not merged, so each block lists what it wants. */
const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  {
    selector: "Property[key.name='shell'][value.value!=false]",
    message: 'Pass an argument array; no shell.',
  },
  {
    selector:
      'Program > :matches(VariableDeclaration, ExportNamedDeclaration > VariableDeclaration) > VariableDeclarator > :matches(ArrowFunctionExpression, FunctionExpression).init',
    message: 'At top level write a function declaration.',
  },
];

const clock = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take the clock as an argument.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the clock as an argument.',
  },
];

const ambient = [
  ...clock,
  {
    selector: "MemberExpression[object.name='performance'][property.name='now']",
    message: 'Take the clock as an argument.',
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only lib/action reads the environment.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Take randomness as an argument.',
  },
];

const inTests = [
  {
    selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name='only']",
    message: 'A focused test hides all others.',
  },
  {
    selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name='skip']",
    message: 'Use itNeeds, which says what is missing.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/]',
    message: 'No focused or skipped tests.',
  },
  {
    selector: "ExpressionStatement > CallExpression[callee.name='expect']",
    message: 'This expectation has no matcher.',
  },
  {
    selector: 'ExpressionStatement > MemberExpression[property.name=/^(to[A-Z]|not$|resolves$|rejects$)/]',
    message: 'This matcher is not called.',
  },
];

const noShell = {
  name: 'node:child_process',
  importNames: ['exec', 'execSync'],
  message: 'They start a shell; use spawn or execFile with an argument array.',
};

/** @type {import("eslint").Linter.RulesRecord} */
const sizes = {
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', { max: 50, skipComments: true }],
  'max-params': ['error', 4],
  'max-depth': ['error', 3],
  complexity: ['error', 10],
};

/** @type {['error', ...object[]]} */
const naming = [
  'error',
  { selector: 'typeLike', format: ['PascalCase'] },
  { selector: 'interface', format: ['PascalCase'], custom: { regex: '^I[A-Z]', match: false } },
  { selector: 'function', format: ['camelCase'] },
];

export default defineConfig(
  globalIgnores(['dist/', 'simulation/', 'coverage/', '.cache/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizes,
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-param-reassign': 'error',
      'no-restricted-imports': ['error', { paths: [noShell] }],
      'no-restricted-syntax': ['error', ...everywhere],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/naming-convention': naming,
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Ports are records of closures here: there is no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // A port may promise what one of its implementations answers at once.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/schema.ts', '**/parse*.ts', '**/*.schema.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  {
    files: ['lib/**/*.ts', 'actions/**/*.ts'],
    ignores: ['lib/action/**', ...tests],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...everywhere, ...ambient],
      'no-restricted-imports': ['error', { paths: ['node:child_process', 'child_process'] }],
    },
  },
  {
    files: ['simulator/**/*.ts'],
    // The clock itself; and certificates, which programs hold against the machine's real date.
    ignores: [...tests, 'simulator/world/clock.ts', 'simulator/gateway/certificates.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...clock] },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', 500],
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...everywhere, ...inTests],
      // Tests look into JSON of any shape and narrow by expecting.
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['test/support/optional.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere] } },
  {
    // typescript-eslint does not read JSDoc casts, tsc does.
    files: ['**/*.{js,mjs}'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-return': 'off' },
  },
  {
    // jest, ESLint and dependency-cruiser ask for default exports.
    files: ['*.config.js', 'test/support/{strip-types,json-attributes}.js', 'test/reporter/counts.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
