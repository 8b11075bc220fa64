import { makeLog } from '../../../../src/server/platform/logging/log.js';

const lines: string[] = [];
const log = makeLog('info', { write: (line: string) => void lines.push(line) });

beforeEach(() => void (lines.length = 0));

describe('a line in the log', () => {
  it('names the event and carries ids and counts', () => {
    log.info('outbox-sent', { count: 2 });

    expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'outbox-sent', count: 2 });
  });

  it('never carries the message of an error, which may quote what somebody typed', () => {
    const error = Object.assign(new Error('Key (text)=(moja tajna) already exists.'), {
      code: '23505',
      detail: 'moja tajna',
      cause: new Error('moja tajna'),
    });

    log.error('update-failed', error);

    expect(JSON.parse(lines[0]!)).toMatchObject({ fault: 'Error', code: '23505' });
    expect(lines[0]).not.toContain('tajna');
    expect(lines[0]).toContain('log.spec');
  });

  it('survives what is not an error', () => {
    log.error('odd', 'moja tajna');

    expect(JSON.parse(lines[0]!)).toMatchObject({ fault: 'string' });
    expect(lines[0]).not.toContain('tajna');
  });
});
