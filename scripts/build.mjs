/**
 * Compiles src and migrations into .build/evaluation, for `npm start`, `npm test` and the commands. Only what changed is
 * compiled, so a repeated start is quick. The production build is another one (`npm run build`) and leaves the sandbox out.
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

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const built = join(root, '.build', 'evaluation');
const recordFile = join(built, 'sources.json');

/** @returns {Promise<number>} how many files were compiled
 *  @param {(sentence: string) => void} [tell] */
export async function build(tell = () => {}) {
  const swc = await import('@swc/core');
  const recipe = hash(readFileSync(join(root, '.swcrc'), 'utf8') + swc.version);
  const before = readRecord(recipe);
  const sources = [...typescriptIn('src'), ...typescriptIn('migrations')];
  const record = { recipe, files: {} };
  let compiled = 0;

  for (const source of sources) {
    const text = readFileSync(join(root, source), 'utf8');
    const known = hash(text);
    const target = join(built, source.replace(/\.tsx?$/, '.js'));
    if (before.files[source] !== known || !existsSync(target)) {
      if (compiled === 0) tell('Compiling.');
      await compile(swc, source, text, target);
      compiled += 1;
    }
    record.files[source] = known;
  }
  for (const gone of Object.keys(before.files).filter((file) => !(file in record.files))) {
    for (const ending of ['.js', '.js.map'])
      rmSync(join(built, gone.replace(/\.tsx?$/, ending)), { force: true });
  }
  if (compiled > 0 || Object.keys(before.files).length !== sources.length)
    keep(recordFile, JSON.stringify(record));
  const { buildConsole } = await import('./build-console.mjs');
  await buildConsole({ target: join(built, 'console'), tell });
  return compiled;
}

function readRecord(recipe) {
  try {
    const record = JSON.parse(readFileSync(recordFile, 'utf8'));
    return record.recipe === recipe ? record : { files: {} };
  } catch {
    // No record, or one that was broken off: compile everything.
    return { files: {} };
  }
}

function typescriptIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !file.startsWith(join('src', 'console')))
    .sort();
}

async function compile(swc, source, text, target) {
  const { code, map } = await swc.transform(text, {
    filename: join(root, source),
    cwd: root,
    swcrc: true,
    sourceMaps: true,
    sourceFileName: join(root, source),
  });
  mkdirSync(dirname(target), { recursive: true });
  if (map) keep(`${target}.map`, map);
  keep(target, `${code}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
}

/** Renamed into place: two builds at once, or one that is broken off, never leave half a file. */
function keep(file, text) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}

const hash = (text) => createHash('sha256').update(text).digest('hex');

if (process.argv[1] && statSync(process.argv[1]).ino === statSync(fileURLToPath(import.meta.url)).ino) {
  console.log(`${await build()} files compiled into ${relative(root, built)}.`);
}
