import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

const pure = {
  files: ['src/correlation/**', 'src/contract/**', 'src/client/**', 'src/outlook/**'],
  rules: {
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Time is passed in.' },
      { object: 'Math', property: 'random', message: 'Chance is passed in.' },
    ],
  },
};

export default ts.config(
  { ignores: ['dist/', 'var/', 'node_modules/', 'coverage/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  hooks.configs.flat.recommended,
  {
    languageOptions: { globals: { ...globals.node } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-params': ['error', 4],
      'max-lines-per-function': ['warn', { max: 60, skipComments: true, skipBlankLines: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Program > VariableDeclaration[kind="let"]', message: 'No module-level state.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels.' },
      ],
    },
  },
  {
    files: ['test/**', '**/*.cjs'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
    languageOptions: { globals: globals.commonjs },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: { ...globals.node } } },
  // Scripts of a page.
  {
    files: ['src/sandbox/*.js', 'test/tools/host/*.js'],
    languageOptions: { globals: { ...globals.browser } },
  },
  { files: ['test/**/*.ts'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  pure,
);
