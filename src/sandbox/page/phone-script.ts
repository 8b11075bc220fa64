/** The part of the page's script that draws one phone. No backticks inside: this is a template itself. */
export const phoneScript = String.raw`
const attachments = [
  ['voice', 'Voice message'], ['photo', 'Photo'], ['location', 'Location'], ['sticker', 'Sticker'],
  ['contact', 'Contact card'], ['video_note', 'Video note'], ['document', 'File'], ['edited_text', 'Edit my last text'],
];
const names = Object.fromEntries(attachments);

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

async function post(path, body) {
  const response = await fetch('/sandbox/' + path, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body || {}),
  });
  if (!response.ok) throw new Error((await response.json()).error);
}

const timeOf = (ms) => new Date(ms).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });

class PhoneView {
  constructor(phone) {
    this.id = phone.id;
    this.bot = phone.kind === 'staff' ? 'staff' : 'intake';
    this.isLocked = false;
    this.shown = new Map();
    this.popUpsSeen = undefined;
    this.asked = 0;
    this.drawn = 0;
    this.build(phone);
  }

  build(phone) {
    const title = 'owner-' + phone.id;
    this.lockButton = element('button', { type: 'button', 'aria-pressed': 'false', onclick: () => this.lock(true) }, 'Lock');
    this.botName = element('strong', {});
    this.botLine = element('p', { class: 'quiet' });
    this.avatar = element('span', { class: 'avatar', 'aria-hidden': 'true' });
    this.blockItem = element('button', { type: 'button', onclick: () => this.block() }, 'Block this bot');
    this.barMenu = menu('⋮', 'Menu of ' + phone.name, [
      element('div', { class: 'commands' }), this.blockItem,
    ]);
    this.log = element('ol', { class: 'log', role: 'log', 'aria-label': 'Chat of ' + phone.name, tabindex: '0' });
    this.input = element('input', { type: 'text', autocomplete: 'off', maxlength: '4096', dir: 'auto',
      'aria-label': 'Message from ' + phone.name, placeholder: 'Message' });
    this.attach = menu('+', 'Attach', attachments.map(([kind, label]) =>
      element('button', { type: 'button', onclick: () => this.act('kind', { kind }) }, label)));
    this.composer = element('form', { class: 'composer', onsubmit: (event) => this.submit(event) },
      this.attach, this.input, element('button', { class: 'main send', 'aria-label': 'Send' }, '➤'));
    this.startButton = element('button', { type: 'button', class: 'main wide', onclick: () => this.start() }, 'Start');
    this.unblockButton = element('button', { type: 'button', class: 'wide', onclick: () => this.act('unblock') }, 'Unblock this bot');
    this.popUp = element('div', { class: 'pop-up', role: 'status', hidden: true });
    this.clock = element('div', { class: 'clock' });
    this.notices = element('ol', { class: 'notices', 'aria-label': 'Notifications on the locked phone' });
    this.unlockButton = element('button', { type: 'button', onclick: () => this.lock(false) }, 'Unlock');
    this.lockScreen = element('div', { class: 'locked', role: 'group', 'aria-label': 'Locked screen', hidden: true }, this.clock,
      element('p', { class: 'hint' }, 'What a stranger sees'), this.notices, this.unlockButton);
    this.open = element('div', { class: 'case' },
      element('div', { class: 'bar' }, this.avatar, element('div', { class: 'who' }, this.botName, this.botLine), this.barMenu),
      this.log, this.popUp, this.composer, this.startButton, this.unblockButton, this.lockScreen);
    this.root = element('section', { class: 'device', id: 'phone-' + phone.id, 'aria-labelledby': title },
      element('div', { class: 'owner' },
        element('h2', { id: title }, phone.name, element('span', { class: 'quiet' }, String(phone.id))), this.lockButton),
      this.open);
  }

  async act(action, more) {
    try {
      await post('phones/' + this.id + '/' + action, { bot: this.bot, ...more });
    } catch (error) {
      this.pop({ text: error.message, alert: false });
    }
  }

  async block() {
    await this.act('block');
    await this.refresh();
    this.unblockButton.focus();
  }

  submit(event) {
    event.preventDefault();
    const text = this.input.value;
    if (text.trim() === '') return;
    this.input.value = '';
    this.act('send', { text });
  }

  async start() {
    await this.act('send', { text: '/start' });
    this.log.focus();
  }

  lock(on) {
    this.isLocked = on;
    this.lockScreen.hidden = !on;
    for (const child of this.open.children) if (child !== this.lockScreen) child.inert = on;
    this.lockButton.setAttribute('aria-pressed', String(on));
    this.lockButton.hidden = on;
    this.clock.textContent = timeOf(Date.now());
    if (!on) this.act('unlock');
    (on ? this.unlockButton : this.lockButton).focus();
  }

  async refresh() {
    const asked = ++this.asked;
    const response = await fetch('/sandbox/phones/' + this.id + '?bot=' + this.bot);
    const screen = await response.json();
    // answers may overtake each other: an older one never replaces a newer one
    if (asked < this.drawn) return;
    this.drawn = asked;
    this.draw(screen);
  }

  draw(screen) {
    this.botName.textContent = screen.bot.name;
    this.avatar.textContent = (screen.bot.name.trim()[0] || '?').toUpperCase();
    this.botLine.textContent = screen.blocked ? 'blocked' : screen.bot.shortDescription || 'bot';
    this.drawCommands(screen.bot.commands);
    this.drawMessages(screen);
    const empty = screen.messages.length === 0;
    this.startButton.hidden = screen.blocked || !empty;
    this.composer.hidden = screen.blocked || empty;
    this.unblockButton.hidden = !screen.blocked;
    this.blockItem.hidden = screen.blocked;
    this.drawNotices(screen.notices);
    if (this.popUpsSeen !== undefined && screen.popUpCount > this.popUpsSeen) this.pop(screen.popUps[0]);
    this.popUpsSeen = screen.popUpCount;
  }

  drawCommands(commands) {
    const known = JSON.stringify(commands);
    if (known === this.commandsShown) return;
    this.commandsShown = known;
    const names = new Set(['start', ...commands.map(({ command }) => command)]);
    this.barMenu.querySelector('.commands').replaceChildren(...[...names].map((name) =>
      element('button', { type: 'button', onclick: () => this.act('send', { text: '/' + name }) }, 'Send /' + name)));
  }

  drawMessages(screen) {
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
    const wanted = new Map(screen.messages.map((message) => [message.messageId, JSON.stringify(message)]));
    const focused = this.log.contains(document.activeElement) && document.activeElement !== this.log;
    for (const [id, { node, json }] of this.shown) {
      if (wanted.get(id) === json) continue;
      if (!wanted.has(id)) { node.remove(); this.shown.delete(id); }
    }
    for (const message of screen.messages) this.place(message, wanted.get(message.messageId));
    this.drawAbout(screen);
    if (atEnd) this.log.scrollTop = this.log.scrollHeight;
    if (focused && !this.log.contains(document.activeElement)) {
      (this.log.querySelector('.message:last-child button') || this.log).focus();
    }
  }

  place(message, json) {
    const before = this.shown.get(message.messageId);
    if (before && before.json === json) return;
    const node = this.drawMessage(message);
    if (before) before.node.replaceWith(node);
    else this.log.append(node);
    this.shown.set(message.messageId, { node, json });
  }

  drawAbout(screen) {
    if (this.about) this.about.remove();
    const text = screen.hidden > 0 ? screen.hidden + ' older messages are not shown'
      : screen.messages.length === 0 ? screen.bot.description || 'No messages yet' : '';
    this.about = text === '' ? undefined : element('li', { class: 'about' }, text);
    if (this.about) this.log.prepend(this.about);
  }

  drawMessage(message) {
    const caption = message.kind === 'text' ? undefined
      : element('div', { class: 'attachment' }, names[message.kind] || message.kind.replaceAll('_', ' '));
    const meta = [message.edits > 0 ? 'edited' : '', message.silent ? 'silent' : '',
      message.protectContent ? 'protected' : '', timeOf(message.date * 1000)].filter((word) => word !== '');
    const rows = message.buttons.map((row) => element('div', {}, ...row.map((button) =>
      element('button', { type: 'button', dir: 'auto', disabled: button.data === '',
        onclick: () => this.act('tap', { messageId: message.messageId, data: button.data }) }, button.label))));
    return element('li', { class: 'message ' + message.from },
      element('div', { class: 'bubble' }, caption,
        message.text ? element('div', { class: 'text', dir: 'auto' }, message.text) : undefined,
        element('div', { class: 'meta' }, ...meta.map((word) => element('span', {}, word)))),
      rows.length > 0 ? element('div', { class: 'keys' }, ...rows) : undefined);
  }

  drawNotices(notices) {
    this.lockButton.textContent = notices.length > 0 ? 'Lock (' + notices.length + ')' : 'Lock';
    this.lockButton.title = 'See what a stranger would see: ' + notices.length + ' notifications';
    this.clock.textContent = timeOf(Date.now());
    const items = [...notices].reverse().map((notice) => element('li', {},
      element('div', { class: 'from' }, notice.botName,
        element('span', {}, (notice.silent ? 'silent · ' : '') + timeOf(notice.at))),
      element('div', { class: 'preview', dir: 'auto' }, notice.preview)));
    this.notices.replaceChildren(...(items.length > 0 ? items : [element('li', {}, 'No notifications')]));
  }

  pop({ text, alert }) {
    clearTimeout(this.popTimer);
    const close = () => { this.popUp.hidden = true; };
    this.popUp.replaceChildren(element('span', { dir: 'auto' }, text),
      ...(alert ? [element('button', { type: 'button', onclick: close }, 'OK')] : []));
    this.popUp.hidden = false;
    if (!alert) this.popTimer = setTimeout(close, 4000);
  }
}

function menu(sign, label, items) {
  const made = element('details', { class: 'menu' },
    element('summary', { 'aria-label': label, title: label }, sign), element('div', { class: 'items' }, ...items));
  made.addEventListener('click', (event) => { if (event.target.closest('.items button')) made.open = false; });
  made.addEventListener('focusout', (event) => { if (!made.contains(event.relatedTarget)) made.open = false; });
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !made.open) return;
    made.open = false;
    made.querySelector('summary').focus();
  });
  return made;
}
`;
