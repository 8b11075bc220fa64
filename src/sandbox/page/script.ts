import { phoneScript } from './phone-script.js';

/** The part that holds the phones together: live changes, the faults panel, the status line. */
const frameScript = String.raw`
const byId = (id) => document.getElementById(id);
const views = new Map();

function describe(rule) {
  const { fault } = rule;
  const what = fault.kind === '429' ? '429, wait ' + fault.retryAfter + ' s'
    : fault.kind === '5xx' ? String(fault.code)
    : fault.kind === 'reset' ? (rule.after === 'after-effect' ? 'line cut after sending' : 'line cut')
    : fault.kind === 'timeout' ? 'no answer' : '403 blocked';
  const often = rule.left === null ? (rule.probability < 1 ? 'half of all calls' : 'every call') : rule.left + ' more';
  return what + ' · ' + (rule.bot ? rule.bot + ' bot' : 'both bots') + (rule.method === '*' ? ' · polling too' : rule.method ? ' · ' + rule.method : '') + ' · ' + often;
}

async function refreshState() {
  const state = await (await fetch('/sandbox/state')).json();
  if (views.size === 0) {
    for (const phone of state.phones) {
      const view = new PhoneView(phone);
      views.set(phone.id, view);
      byId('phones').append(view.root);
      byId('tabs').append(element('a', { href: '#phone-' + phone.id }, phone.name));
    }
    await Promise.all([...views.values()].map((view) => view.refresh()));
  }
  const { rules, duplication, reordering } = state.faults;
  byId('duplicate').checked = duplication > 0;
  byId('reorder').checked = reordering > 0;
  byId('rate-limits').checked = state.rateLimits;
  byId('fault-list').replaceChildren(...rules.map((rule) => element('li', {}, describe(rule))));
  const count = rules.length + (duplication > 0) + (reordering > 0) + state.rateLimits;
  byId('fault-count').hidden = count === 0;
  byId('fault-count').textContent = String(count);
  byId('status').textContent = state.bots.map(({ bot, pending }) =>
    bot + ' bot: ' + (pending === 0 ? 'nothing waiting' : pending + ' waiting')).join(' · ');
  byId('status').className = 'quiet';
}

let stateTimer;
function stateSoon() {
  clearTimeout(stateTimer);
  stateTimer = setTimeout(() => refreshState().catch(lost), 150);
}

function lost() {
  byId('status').textContent = 'The sandbox does not answer. Trying again…';
  byId('status').className = 'lost';
}

function refreshPhones(ids) {
  const all = ids.includes(0);
  for (const [id, view] of views) if (all || ids.includes(id)) view.refresh().catch(lost);
}

function listen() {
  const events = new EventSource('/sandbox/events');
  events.onopen = () => { refreshState().then(() => refreshPhones([0])).catch(lost); };
  events.onerror = lost;
  events.onmessage = (event) => {
    const news = JSON.parse(event.data);
    if (news.phones) refreshPhones(news.phones);
    else refreshPhones([0]);
    stateSoon();
  };
}

function ruleFrom(form) {
  const wanted = Object.fromEntries(new FormData(form));
  const faults = {
    429: { kind: '429', retryAfter: Number(wanted.retryAfter) },
    500: { kind: '5xx', code: 500 },
    502: { kind: '5xx', code: 502 },
    'reset-after': { kind: 'reset' },
  };
  return {
    fault: faults[wanted.kind] || { kind: wanted.kind },
    ...(wanted.kind === 'reset-after' ? { after: 'after-effect' } : {}),
    ...(wanted.bot ? { bot: wanted.bot } : {}),
    ...(wanted.times === 'outage' ? { method: '*', probability: 1 } : wanted.times === 'all' ? { probability: 1 } : wanted.times === 'half' ? { probability: 0.5 } : { times: Number(wanted.times) }),
  };
}

byId('fault-form').addEventListener('submit', (event) => {
  event.preventDefault();
  post('faults', ruleFrom(event.target)).catch(lost);
});
byId('duplicate').addEventListener('change', (event) => post('faults/duplicate', { probability: event.target.checked ? 0.2 : 0 }));
byId('reorder').addEventListener('change', (event) => post('faults/reorder', { probability: event.target.checked ? 0.2 : 0 }));
byId('rate-limits').addEventListener('change', (event) => post('rate-limits', { on: event.target.checked }));
byId('clear-faults').addEventListener('click', () => post('faults/clear').then(() => post('rate-limits', { on: false })));
byId('start-over').addEventListener('click', () => {
  if (confirm('Empty all phones and forget every chat? The bots are not told.')) post('reset');
});
byId('faults').addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  byId('faults').open = false;
  byId('faults').querySelector('summary').focus();
});
document.addEventListener('click', (event) => {
  if (!byId('faults').contains(event.target)) byId('faults').open = false;
});
listen();
`;

export const pageScript = `'use strict';\n${phoneScript}\n${frameScript}`;
