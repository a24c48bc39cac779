import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { functions } from './blueprint.ts';

/** Bundles: `local` for one machine, `aws` for the functions, `all` for both. Fails when a function grows over its budget. */
const root = join(import.meta.dirname, '..');
const out = join(root, 'dist');
const require = createRequire(import.meta.url);
/** Where a package of node_modules lies, by a file in it that it exports. */
const packageRoot = (name: string, file = 'package.json'): string => dirname(require.resolve(`${name}/${file}`));

// zod brings all its languages when anything imports { z }; two are enough.
const zodLocales: Plugin = {
  name: 'zod-locales',
  setup: (setup) => {
    setup.onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'; export { default as ru } from './ru.js';",
    }));
  },
};
// Fontkit unpacks WOFF2 with it; our letters use TTF.
const noBrotli: Plugin = {
  name: 'no-brotli',
  setup: (setup) => {
    setup.onLoad({ filter: /brotli\/decompress\.js$/ }, () => ({
      contents: "module.exports = () => { throw new Error('WOFF2 is not used'); };",
    }));
  },
};
const common = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  splitting: true,
  outExtension: { '.js': '.mjs' },
  // Cyrillic as it is: escaped, each letter would take six bytes instead of two.
  charset: 'utf8',
  logLevel: 'warning',
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  plugins: [zodLocales, noBrotli],
} satisfies BuildOptions;

/** Style sheets, scripts and fonts of the pages, under the names that the pages ask for. */
function copyPageAssets(to: string): void {
  mkdirSync(to, { recursive: true });
  cpSync(join(root, 'functions/pages/assets'), to, { recursive: true });
  const fonts = join(packageRoot('@fontsource-variable/inter'), 'files');
  for (const file of readdirSync(fonts).filter((name) => /^inter-(latin|latin-ext|cyrillic|cyrillic-ext)-wght-normal\.woff2$/.test(name)))
    cpSync(join(fonts, file), join(to, file));
}
/** Fonts and colour profile of the letters. */
function copyLetterAssets(to: string): void {
  mkdirSync(to, { recursive: true });
  const fonts = packageRoot('@expo-google-fonts/pt-serif');
  for (const style of ['400Regular', '700Bold', '400Regular_Italic'])
    cpSync(join(fonts, style, `PTSerif_${style}.ttf`), join(to, `PTSerif_${style}.ttf`));
  cpSync(join(dirname(require.resolve('pdfkit')), 'data/sRGB_IEC61966_2_1.icc'), join(to, 'sRGB_IEC61966_2_1.icc'));
}

/** One file that starts at once, instead of three hundred that are read and stripped of their types. */
export async function buildLocal(): Promise<void> {
  const folder = join(out, 'local');
  rmSync(folder, { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: { host: join(root, 'infra/local/main.ts'), import: join(root, 'infra/local/import.ts') },
    outdir: folder,
    external: ['node:*'],
  });
  copyPageAssets(join(folder, 'assets'));
  copyLetterAssets(join(folder, 'assets'));
}

/** Kilobytes of the code that is loaded at the start (not of what is loaded at first use). */
const budget = 900;

/** Anything else that runs as one file of its own, TSX and all. */
export async function bundleScript(file: string, to: string): Promise<void> {
  await build({ ...common, splitting: false, entryPoints: [file], outfile: to, outExtension: {} });
}

/** One handler as it goes to Lambda. Says which of its files are loaded at the start, and the bytes of those and of all. */
export async function bundleHandler(file: string, folder: string): Promise<{ start: string[]; startBytes: number; allBytes: number }> {
  const { metafile } = await build({ ...common, minify: true, entryPoints: { index: file }, outdir: folder, metafile: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const start = startFiles(metafile.outputs, join(folder, 'index.mjs'));
  const bytesOf = (files: readonly string[]): number => files.reduce((sum, path) => sum + (metafile.outputs[path]?.bytes ?? 0), 0);
  return { start: start.map((path) => resolve(path)), startBytes: bytesOf(start), allBytes: bytesOf(Object.keys(metafile.outputs)) };
}

async function buildFunctions(): Promise<void> {
  rmSync(join(out, 'functions'), { recursive: true, force: true });
  const sizes: Record<string, Awaited<ReturnType<typeof bundleHandler>>> = {};
  for (const { name, entry } of functions) {
    const folder = join(out, 'functions', name);
    sizes[name] = await bundleHandler(join(root, 'functions/handlers', `${entry}.ts`), folder);
    if (name === 'customer-pages') copyPageAssets(join(folder, 'assets'));
    if (['claim-steps', 'counter-claim-steps', 'staff-pages'].includes(name)) copyLetterAssets(join(folder, 'assets'));
    const kilobytes = Math.round(sizes[name].startBytes / 1024);
    if (kilobytes > budget) throw new Error(`${name} loads ${kilobytes} KB at its start; the budget is ${budget} KB`);
    console.log(`built ${name}: ${kilobytes} KB at start`);
  }
  // For the bench; beside the bundles, not in them.
  writeFileSync(join(out, 'sizes.json'), JSON.stringify(sizes));
}

type Outputs = Record<string, { bytes: number; imports: { path: string; kind: string }[] }>;
/** A file of a bundle and what it imports statically, directly or not. */
function startFiles(outputs: Outputs, entry: string): string[] {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const output = outputs[path];
    if (seen.has(path) || !output) return;
    seen.add(path);
    for (const edge of output.imports) if (edge.kind === 'import-statement') visit(edge.path);
  };
  visit(relative(process.cwd(), entry));
  return [...seen];
}

const [, , wanted = 'all'] = process.argv;
if (import.meta.main) {
  if (wanted === 'local' || wanted === 'all') await buildLocal();
  if (wanted === 'aws' || wanted === 'all') await buildFunctions();
}
