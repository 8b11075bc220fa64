import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';
import { Api } from 'grammy';
import { tokens } from './a-bot.js';

const source = fileURLToPath(new URL('../../src/sandbox', import.meta.url));

/** The sandbox as the evaluation build compiles it: TypeScript modules only, nothing copied, nothing installed. */
function compileTo(folder: string): void {
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const entry of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.ts')) continue;
    const target = join(folder, entry.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, transformFileSync(join(source, entry), { swcrc: true }).code);
  }
}

describe('the sandbox as a program of its own', () => {
  let folder: string;
  const running: ChildProcess[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-build-'));
    compileTo(folder);
  });
  afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));
  afterAll(() => rmSync(folder, { recursive: true }));

  const start = async (): Promise<{ url: string; child: ChildProcess }> => {
    const named = ['--intake-token', tokens.intake, '--staff-token', tokens.staff];
    const kept = ['--port', '0', '--journal', join(folder, 'journal.jsonl')];
    const child = spawn(process.execPath, [join(folder, 'main.js'), ...kept, ...named]);
    running.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return { url: line.toString().trim(), child };
  };
  const tell = async (url: string, text: string): Promise<number> => {
    const response = await fetch(`${url}/sandbox/phones/1001/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ bot: 'intake', text }),
    });
    return ((await response.json()) as { update_id: number }).update_id;
  };

  it('needs nothing but its compiled modules', () => {
    const names = readdirSync(source, { recursive: true, encoding: 'utf8' });

    expect(names.filter((name) => name.includes('.') && !name.endsWith('.ts'))).toEqual([]);
  });

  it('loses nothing that anybody was told when it is killed again and again', async () => {
    const told: number[] = [];
    const sent: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const { url, child } = await start();
      const api = new Api(tokens.intake, { apiRoot: url });
      for (let index = 0; index < 20; index += 1) {
        told.push(await tell(url, `${round}-${index}`));
        sent.push((await api.sendMessage(1001, `Answer ${round}-${index}`)).message_id);
      }
      child.kill('SIGKILL');
      await once(child, 'exit');
    }

    const { url } = await start();
    const api = new Api(tokens.intake, { apiRoot: url });
    const held = await api.getUpdates();
    const shown = (await (await fetch(`${url}/sandbox/phones/1001/messages?bot=intake`)).json()) as {
      messageId: number;
    }[];

    expect(held.map((update) => update.update_id)).toEqual(told);
    expect(new Set(told).size).toBe(100);
    expect(shown.map(({ messageId }) => messageId)).toEqual(expect.arrayContaining(sent));
    expect(new Set(sent).size).toBe(100);
  });

  it('stops when it is asked to', async () => {
    const { child } = await start();

    child.kill('SIGTERM');

    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
