import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

const ipcWrapper = {
  group: ['electron'],
  importNames: ['ipcMain'],
  message: 'Only src/main/ipc.ts may touch ipcMain: it checks sender and payload.',
};

export default tseslint.config(
  { ignores: ['dist/', 'release/', '*-output/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-imports': ['error', { patterns: [ipcWrapper] }],
      // Marked deprecated only to stand out; Tobira's configuration lets plain http through for loopback alone.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
      eqeqeq: 'error',
    },
  },
  { files: ['src/main/ipc.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src/renderer/**/*.tsx'], ...reactHooks.configs.flat.recommended },
  // Says that React's compiler would leave this file alone. It is not used here, and the long list needs the library.
  {
    files: ['src/renderer/components/role-list.tsx'],
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
