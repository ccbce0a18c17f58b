/** What is built: each target is a folder under dist/ that stands alone. Those `onDemand` are built where named. */
export const TARGETS = {
  main: { entry: 'src/main/index.ts', output: 'index.js', make: nodeWithReader },
  'main-test': { entry: 'src/main/index.ts', output: 'index.js', make: nodeForTests, onDemand: true },
  preload: { entry: 'src/preload/index.ts', output: 'index.cjs', make: preload },
  renderer: { entry: 'src/renderer/index.html', output: 'index.html', make: renderer },
  agent: { entry: 'src/agent/index.ts', output: 'index.js', make: nodeWithReader },
  cli: { entry: 'src/cli/index.ts', output: 'index.js', make: node, executable: true },
};

// The oldest runtime that the code has to run on: Electron 33 brings Node 20.18 and Chromium 130.
const NODE = 'node20.18';
const CHROMIUM = 'chrome130';

/** How long the style sheet took is no news to whoever builds. */
const checks = { bundlerTimings: false };
/** What the libraries inside ask to be shown with them. */
const license = { fileName: 'licenses.md' };
const common = { configFile: false, publicDir: false, logLevel: 'warn', clearScreen: false };

/**
 * A Node process as ES modules; what it imports lazily stays in chunks of its own. They lie beside the entry, so that
 * `import.meta.dirname` means the same everywhere.
 */
function node(entry, outDir) {
  return {
    ...common,
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: entry,
      outDir,
      target: NODE,
      minify: true,
      license,
      rolldownOptions: {
        checks,
        external: ['electron', 'keytar'],
        output: { format: 'es', entryFileNames: 'index.js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/** The program of the thread that reads catalogues, beside each process that starts one. */
const READER = 'src/adapters/system/catalogue-reader.ts';

/** With what it has in common with the thread's program in chunks of both. */
function nodeWithReader(entry, outDir) {
  const config = node(entry, outDir);
  const { rolldownOptions } = config.build;
  const output = { ...rolldownOptions.output, entryFileNames: '[name].js' };
  const input = { index: entry, 'catalogue-reader': READER };
  return {
    ...config,
    build: { ...config.build, ssr: true, rolldownOptions: { ...rolldownOptions, input, output } },
  };
}

/** The main process that takes the switches of a test's debugger: see src/main/test-build.ts. */
function nodeForTests(entry, outDir) {
  const config = nodeWithReader(entry, outDir);
  return { ...config, define: { ...config.define, __TOBIRA_TEST_BUILD__: 'true' } };
}

/** A sandboxed preload script can only require `electron`: it is one CommonJS file. */
function preload(entry, outDir) {
  return {
    ...common,
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: entry,
      outDir,
      target: CHROMIUM,
      minify: true,
      rolldownOptions: {
        checks,
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  };
}

/** The page: relative addresses, nothing inline and no data: URLs, since its content security policy forbids them. */
function renderer(entry, outDir) {
  return {
    ...common,
    root: entry.slice(0, entry.lastIndexOf('/')),
    base: './',
    build: {
      outDir,
      emptyOutDir: true,
      target: CHROMIUM,
      minify: true,
      assetsInlineLimit: 0,
      license,
      modulePreload: false,
      rolldownOptions: { checks, input: entry },
    },
  };
}
