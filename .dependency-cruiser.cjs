/**
 * The dependency law: core <- adapters <- main | agent | cli; shared <- main | preload | renderer.
 * Adapters never import a sibling folder. No cycles, no barrels, nothing undeclared.
 */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-barrels',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/(?!main/|agent/|cli/|preload/).*/index\\.tsx?$' },
    },
    {
      name: 'no-undeclared',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    only('core-imports-core', '^src/core/', '^src/core/', 'core knows nobody'),
    {
      name: 'core-is-pure',
      comment: 'core is plain TypeScript: no Node, no Electron, no SDK. zod describes data and does no I/O.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'], pathNot: 'node_modules/zod/' },
    },
    only('shared-imports-shared', '^src/shared/', '^src/shared/', 'shared imports nothing'),
    {
      name: 'shared-is-plain',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'] },
    },
    only('adapters-import-core', '^src/adapters/', '^src/(core|adapters)/', 'adapters implement core ports'),
    {
      name: 'adapters-have-no-siblings',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'adapters-run-without-electron',
      severity: 'error',
      from: { path: '^src/(adapters|agent|cli)/' },
      to: { path: 'node_modules/electron/' },
    },
    only(
      'main',
      '^src/main/',
      '^src/(main|core|adapters|shared)/|^src/cli/run\\.ts$',
      'main wires everything',
    ),
    {
      name: 'only-one-door-to-the-cli',
      comment: 'The app is the command line where there is no Node: one file of it starts that.',
      severity: 'error',
      from: { path: '^src/main/', pathNot: '^src/main/command-line\\.ts$' },
      to: { path: '^src/cli/' },
    },
    only('agent', '^src/agent/', '^src/(agent|core|adapters)/', 'the owner without Electron'),
    only('cli', '^src/cli/', '^src/(cli|core|adapters)/', 'a thin client'),
    only('preload', '^src/preload/', '^src/(preload|shared)/', 'preload sees only the contract'),
    only('renderer', '^src/renderer/', '^src/(renderer|shared)/', 'the renderer sees only the contract'),
    {
      name: 'src-never-imports-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
