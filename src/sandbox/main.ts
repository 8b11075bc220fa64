import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.js';

const usage = `A local Telegram with phones in the browser.

  --port <number>         0 for any free one (default 8081)
  --host <address>        default 127.0.0.1
  --intake-token <token>  default 7000001:sandbox-intake
  --staff-token <token>   default 7000002:sandbox-staff
  --journal <file>        keeps chats and unconfirmed updates over a restart
  --rate-limits           the limits of Telegram
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8081' },
    host: { type: 'string', default: '127.0.0.1' },
    'intake-token': { type: 'string', default: '7000001:sandbox-intake' },
    'staff-token': { type: 'string', default: '7000002:sandbox-staff' },
    journal: { type: 'string' },
    'rate-limits': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(usage);
} else {
  const sandbox = await startSandbox({
    port: Number(values.port),
    host: values.host,
    bots: { intake: values['intake-token'], staff: values['staff-token'] },
    rateLimits: values['rate-limits'],
    ...(values.journal === undefined ? {} : { journal: values.journal }),
  });
  const stop = (): void => void sandbox.stop();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // told last: whoever reads the address may already ask us to stop
  process.stdout.write(`${sandbox.url}\n`);
}
