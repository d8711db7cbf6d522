/**
 * Two outputs from one source tree: `dist/pages` (what Outlook and the browser load) and `dist/server` (what Node runs).
 * swc only strips types; `npm run typecheck` does the checking.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import CopyPlugin from 'copy-webpack-plugin';
import HtmlPlugin from 'html-webpack-plugin';
import TerserPlugin from 'terser-webpack-plugin';
import { PaneFilesPlugin } from './src/setup/paneFilesPlugin.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const at = (...parts) => path.join(root, ...parts);

const swc = (target, minified, jsc = {}) => ({
  test: /\.tsx?$/,
  exclude: /node_modules/,
  use: {
    loader: 'swc-loader',
    options: {
      jsc: {
        target,
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic', development: !minified } },
        ...jsc,
      },
    },
  },
});

const shared = (mode, name) => ({
  name,
  mode,
  context: root,
  devtool: mode === 'production' ? 'source-map' : 'cheap-module-source-map',
  resolve: { extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  cache: { type: 'filesystem', name: `${name}-${mode}` },
  performance: false,
  stats: 'errors-warnings',
});

/** A page and the script it loads; `room` where it lies in another one's. */
const page = (name, room = name) =>
  new HtmlPlugin({ template: at('src', room, `${name}.html`), filename: `${name}.html`, chunks: [name], scriptLoading: 'defer' });

const PAGES = ['taskpane', 'record', 'admin', 'sandbox', 'signin'];

function pages(mode) {
  return {
    ...shared(mode, 'pages'),
    target: ['web', 'es2020'],
    entry: { ...Object.fromEntries(PAGES.map((name) => [name, at('src', name, name === 'signin' ? 'main.ts' : 'main.tsx')])), commands: at('src/taskpane/commands.ts'), serviceWorker: at('src/taskpane/serviceWorker.ts') },
    output: {
      path: at('dist/pages'),
      publicPath: '/',
      // A worker's address is its identity.
      filename: ({ chunk }) => (chunk.name === 'serviceWorker' ? '[name].js' : 'scripts/[name].[contenthash:8].js'),
      chunkFilename: 'scripts/[name].[contenthash:8].js',
      assetModuleFilename: 'assets/[name].[contenthash:8][ext]',
      // Old hashes go; the event file is the other target's.
      clean: { keep: 'launchevent.js' },
    },
    module: {
      rules: [
        swc('es2020', mode === 'production'),
        { test: /\.css$/, type: 'asset/resource' },
        // typebox does not say that its modules are free of side effects; the pane, which only builds schemas, then carries its checker too.
        { test: /node_modules[\\/]typebox[\\/]/, sideEffects: false },
        // Its modules only give; what the pane never asks of them, such as the words of smart matching, shall not weigh on it.
        { test: /src[\\/]correlation[\\/]/, sideEffects: false },
      ],
    },
    // swc minifies to the size of terser in a fifth of the time, without a plug-in's child processes. Only the fourth pass
    // drops what schemas alone do not use of typebox: 4 kB of the pane's 140. No code here asks a function how many arguments it takes.
    optimization: {
      minimizer: [
        new TerserPlugin({
          minify: TerserPlugin.swcMinify,
          extractComments: false,
          terserOptions: { ecma: 2020, compress: { passes: 4, keep_fargs: false }, mangle: true },
        }),
      ],
    },
    plugins: [
      ...PAGES.map((name) => page(name)),
      page('commands', 'taskpane'),
      new PaneFilesPlugin(),
      new CopyPlugin({
        patterns: [
          { from: 'assets', to: 'assets' },
          { from: 'manifest.xml', to: 'manifest.xml' },
          { from: 'src/launchevent/launchevent.html', to: 'launchevent.html' },
          { from: 'src/sandbox/msajax.js', to: 'msajax.js' },
        ],
      }),
    ],
  };
}

/** What ES2016 lacks is written once for the file, not once for each module, and in few words: nothing here has odd getters. */
const small = {
  externalHelpers: true,
  assumptions: {
    ignoreFunctionLength: true,
    ignoreFunctionName: true,
    noDocumentAll: true,
    noNewArrows: true,
    objectRestNoSymbols: true,
    pureGetters: true,
    setSpreadProperties: true,
  },
};

/** Outlook on Windows runs this file without a page: one file, ES2016, a fixed name (facts: event-based activation). */
function launchevent(mode) {
  return {
    ...shared(mode, 'launchevent'),
    target: ['web', 'es2016'],
    devtool: false,
    entry: at('src/launchevent/main.ts'),
    resolve: { ...shared(mode, 'launchevent').resolve, alias: { '@swc/helpers/_/_extends': at('src/launchevent/assign.ts') } },
    output: { path: at('dist/pages'), filename: 'launchevent.js' },
    module: { rules: [swc('es2016', true, small), { test: /src[\\/](correlation|contract)[\\/]/, sideEffects: false }] },
    optimization: {
      splitChunks: false,
      runtimeChunk: false,
      minimizer: [new TerserPlugin({ terserOptions: { ecma: 2016, compress: { passes: 4, pure_getters: true, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true }, format: { comments: false } }, extractComments: false })],
    },
  };
}

/** Bundled so that plain Node can run it; packages stay where npm put them. */
function server(mode) {
  return {
    ...shared(mode, 'server'),
    target: 'node20',
    // A thread loads its file by name.
    entry: { cli: at('src/server/cli.ts'), cleanWorker: at('src/server/load/cleanWorker.ts') },
    experiments: { outputModule: true },
    externalsType: 'module',
    externals: [({ request }, done) => (/^[./]|^[a-zA-Z]:\\/.test(request) ? done() : done(null, `module ${request}`))],
    output: { path: at('dist/server'), filename: '[name].mjs', chunkFilename: '[name].mjs', module: true, library: { type: 'module' } },
    module: {
      // webpack would answer createRequire itself; the store asks Node where npm put PostgreSQL.
      parser: { javascript: { createRequire: false } },
      rules: [swc('es2022', false), { test: /\.sql$/, type: 'asset/source' }],
    },
    optimization: { minimize: false },
    node: { __dirname: false, __filename: false },
  };
}

const targets = { pages, launchevent, server };

/** `--env only=server` builds one of the three. */
export default (env, argv) => {
  const mode = argv.mode ?? 'production';
  const names = env.only ? [env.only] : Object.keys(targets);
  return names.map((name) => targets[name](mode));
};
