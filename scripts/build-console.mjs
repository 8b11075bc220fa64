/**
 * Builds the staff console with Vite into `target`, prints its size as a browser fetches it, and writes the manifest of
 * hashes that the console shows. Skipped when nothing that it is made of has changed.
 *
 * node scripts/build-console.mjs [--production]   (.build/evaluation/console, or dist/console)
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const sources = [
  'instruments',
  'src/console',
  'src/domain',
  'src/e2ee',
  'src/contracts',
  'src/texts',
  'src/server/platform/instruments',
];
const others = ['package-lock.json', 'scripts/build-console.mjs'];
const budget = 350 * 1024;
const manifestFile = 'manifest-of-hashes.json';
/** Vite's list of who imports whom; read here and not served. */
const chunksFile = 'chunks.json';
/** The heavier of the two, of which every page needs one. */
const oneLanguage = '../texts/serbian.ts';
/** The ciphers weigh what they weigh; the budget is for what we add to them. */
const ciphers = {
  'keeper.worker': ['libsodium', 'libsodium-wrappers'],
  'hash.worker': ['libsodium-sumo', 'libsodium-wrappers-sumo'],
};

/** @param {{ target: string, tell?: (sentence: string) => void }} order @returns {Promise<boolean>} whether it was built anew */
export async function buildConsole({ target, tell = () => {} }) {
  const record = join(dirname(target), 'console-sources.json');
  const state = hash(
    filesOf()
      .map((file) => `${file} ${hash(readFileSync(join(root, file)))}`)
      .join('\n'),
  );
  if (existsSync(join(target, 'index.html')) && readIfThere(record) === state) return false;
  tell('Building the console.');
  const unfinished = `${target}.${process.pid}`;
  await runVite(unfinished);
  try {
    finish(unfinished, tell);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
  rmSync(target, { recursive: true, force: true });
  renameSync(unfinished, target);
  writeFileSync(record, state);
  return true;
}

/** Vite makes the whole process a production one; whoever builds and then starts must not become that. */
async function runVite(outDir) {
  const before = process.env.NODE_ENV;
  try {
    const { build } = await import('vite');
    const configFile = join(root, 'src/console/vite.config.mjs');
    await build({ configFile, mode: 'production', build: { outDir, manifest: chunksFile } });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** Compresses what can be, checks the budget of the first load and writes the manifest. */
function finish(folder, tell) {
  const hashes = {};
  const weighed = { ours: 0, later: 0, libsodium: 0 };
  const later = loadedLater(folder);
  for (const file of walk(folder).sort()) {
    const bytes = readFileSync(join(folder, file));
    hashes[file] = hash(bytes);
    if (!/\.(js|css|html|svg|json)$/.test(file)) continue;
    const packed = small(bytes);
    writeFileSync(join(folder, `${file}.br`), packed);
    writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes));
    const cipher = cipherIn(file);
    weighed[later.has(file) ? 'later' : 'ours'] += Math.max(0, packed.length - cipher);
    weighed.libsodium += cipher;
  }
  const whole = hash(
    Object.entries(hashes)
      .map(([file, each]) => `${each}  ${file}\n`)
      .join(''),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, manifestFile), JSON.stringify({ whole, files: hashes }, null, 2));
  tell(
    `Console: ${kilobytes(weighed.ours)} compressed at the first load, without ${kilobytes(weighed.libsodium)} of libsodium; ` +
      `${kilobytes(weighed.later)} when a page asks for them.`,
  );
  tell(`Console: hash of all files ${whole}`);
  if (weighed.ours > budget) throw new Error(`The console is heavier than ${kilobytes(budget)}.`);
}

/**
 * The pieces that the first page does not import, and that a page fetches when somebody opens it. Workers count as first, and
 * so does one language.
 */
function loadedLater(folder) {
  const file = join(folder, chunksFile);
  const chunks = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  const first = new Set();
  const visit = (name) => {
    if (first.has(name)) return;
    first.add(name);
    for (const imported of chunks[name].imports ?? []) visit(imported);
  };
  for (const [name, { isEntry }] of Object.entries(chunks)) if (isEntry) visit(name);
  visit(oneLanguage);
  const filesIn = (names) => names.flatMap((name) => [chunks[name].file, ...(chunks[name].css ?? [])]);
  const needed = new Set(filesIn([...first]));
  return new Set(filesIn(Object.keys(chunks)).filter((each) => !needed.has(each)));
}

/** What of a worker's weight is libsodium: its published modules, compressed by themselves. */
function cipherIn(file) {
  const [, packages = []] = Object.entries(ciphers).find(([name]) => file.includes(name)) ?? [];
  return packages.map(weightOf).reduce((sum, weight) => sum + weight, 0);
}

function weightOf(name) {
  const folder = join(root, 'node_modules', name, 'dist');
  const module = walk(folder).find((file) => file.includes('modules') && file.endsWith('.mjs'));
  return module ? small(readFileSync(join(folder, module))).length : 0;
}

/** Built once, fetched every day over bad connections: the tightest that there is. */
const small = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

const walk = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));

const filesOf = () => [
  ...sources.flatMap((folder) => walk(join(root, folder)).map((file) => join(folder, file))).sort(),
  ...others,
];

const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const hash = (data) => createHash('sha256').update(data).digest('hex');
const kilobytes = (bytes) => `${Math.round(bytes / 1024)} KB`;

if (process.argv[1] && statSync(process.argv[1]).ino === statSync(fileURLToPath(import.meta.url)).ino) {
  const place = process.argv.includes('--production') ? 'dist/console' : '.build/evaluation/console';
  const fresh = await buildConsole({ target: join(root, place), tell: (sentence) => console.log(sentence) });
  console.log(fresh ? `Built into ${place}.` : `${place} is up to date.`);
}
