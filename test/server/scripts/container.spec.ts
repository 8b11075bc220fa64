import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { mayComeAsFile, variables } from '../../../src/server/app/variables.js';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const ignore = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean);

const isAt = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);

/** As Docker reads its list: the last line that fits decides. */
const reachesDocker = (path: string): boolean =>
  ignore.reduce((goes, line) => {
    const [isBack, place] = line.startsWith('!') ? [true, line.slice(1)] : [false, line];
    return place === '*' || isAt(path, place) ? isBack : goes;
  }, true);

/** What the first stage copies before it builds. */
const copied = (dockerfile.split('RUN npm run build')[0] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('COPY '))
  .flatMap((line) => line.split(' ').slice(1, -1));

describe('the container', () => {
  it('has everything in it that the production build is made of', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { build: string } };
    const builders = scripts.build.match(/scripts\/[\w-]+\.mjs/g) ?? [];
    const sources = builders.flatMap((script) => {
      const [, list = ''] = /^const sources = \[([^\]]*)\]/m.exec(readFileSync(script, 'utf8')) ?? [];
      return list.match(/[\w/-]+/g) ?? [];
    });
    const wanted = [...builders, 'nest-cli.json', '.swcrc', 'migrations', 'src/server', ...sources];

    const missing = wanted
      .filter((path) => existsSync(path))
      .filter((path) => !reachesDocker(path) || !copied.some((place) => isAt(path, place)));

    expect(sources.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  it('leaves the stand-in for Telegram outside', () => {
    expect(reachesDocker('src/sandbox/bot-api.ts')).toBe(false);
  });

  it('is told every variable that the README names and that is not decided by the Compose file', () => {
    const compose = parse(readFileSync('docker-compose.yml', 'utf8')) as {
      'x-environment': Record<string, string>;
    };
    const told = new Set(Object.keys(compose['x-environment']));
    const decided = ['ROLE', 'DATA_DIR', 'TELEGRAM_API_ROOT', 'ZAKLON_EVALUATION', 'ZAKLON_DEMO_STAFF'];
    const asFile = (name: string): boolean => mayComeAsFile.some((each) => each === name);

    const untold = Object.keys(variables)
      .filter((name) => !told.has(name) && !(asFile(name) && told.has(`${name}_FILE`)))
      .filter((name) => !decided.includes(name));

    expect(untold).toEqual([]);
  });
});
