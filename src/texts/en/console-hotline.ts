import type { Sentences } from '../sentence.js';

/** Setting up the hotline: the bot's key, the inbox, who answers, and what the bot trusts. */
export const consoleHotline = {
  lead: 'Three steps join the Telegram bot to people. The bot can seal what contacts write, and cannot open it again.',
  step: 'Step {at} of 3',
  done: 'done',
  key: 'The key of the bot',
  'key.waiting':
    'The bot has made its own keys and waits. Compare these six words with those that it printed on its own machine when it started, or have somebody read them to you from there. Only then sign them in.',
  'key.enrolled': 'The key of the bot is in the directory. It seals and sends under this key.',
  'key.revoked':
    'This key is not in force any more. The bot can neither seal nor send until it has new keys.',
  'key.differs':
    'The server says something else about the keys of the bot than the signed directory. Do not sign anything. Call the person who runs the server.',
  'key.words': 'Words of the bot',
  'key.same': 'The bot printed exactly these words.',
  'key.sign': 'Sign the key in',
  'key.administrator': 'An administrator compares these words and signs them in.',
  'key.stale': 'The directory went on meanwhile. Look again.',
  replace: 'Replace the keys of the bot',
  'replace.make': 'Make new keys for the bot',
  'replace.title': 'New keys for the bot?',
  'replace.when':
    'For when somebody may have copied the bot’s keys. The old key goes out of the directory at once. Whoever also has the secret of the bot’s machine and a later copy of the database gets the new keys too: then call the person who runs the server first.',
  'replace.contacts':
    'What contacts write meanwhile is kept, sealed, and moved into the inbox when the new key is signed in. Alerts ring as always.',
  'replace.replies':
    'Replies that wait for a safe hour, or have not left yet, were sealed to the old key: they are not sent. Each is shown as not sent in its conversation; write it again.',
  'replace.answers':
    'Somebody who wrote before the change can be answered here only after she has written again. Look into the open conversations before you go on.',
  'replace.sign':
    'Nobody is answered through the bot until an administrator has compared the new words and signed them in. Stay here until that is done.',
  'replace.sure': 'I have told the operators.',
  'replace.do': 'Take the old key out and make new ones',
  inbox: 'The inbox',
  'inbox.none':
    'There is no inbox that you are in. A coordinator or director opens it once, for the whole house.',
  'inbox.open': 'Open the inbox',
  'inbox.body':
    'Everybody in this circle reads what contacts write. Give every operator a place and the right to write; keep two who may change members.',
  'inbox.other': 'The bot seals to another inbox than the one you are in.',
  trust: 'What the bot trusts',
  'trust.trusted': 'The bot has verified the directory and the inbox by itself, and seals to it.',
  'trust.no-anchor':
    'Nobody has told the bot which organisation and which inbox to trust. Until then it keeps messages sealed and waits.',
  'trust.no-keys': 'The key of the bot is not signed in yet, or not any more.',
  'trust.no-inbox': 'The bot was told of an inbox that is not there.',
  'trust.directory-refused':
    'The directory that the database shows is not the one that the bot was told of, or is older than what it has seen ({reason}). It seals to nobody. Call the person who runs the server.',
  'trust.inbox-refused':
    'The inbox that the database shows is not the one that the bot may trust, or is older than what it has seen ({reason}). It seals to nobody. Call your coordinator.',
  'trust.foreign': 'The bot was told of the root key of another organisation. It is not yours.',
  'trust.tell': 'Tell the bot to trust this inbox',
  'trust.tell.body':
    'This is a trial house, so the bot takes its trust from here, once. In earnest the person who runs the server writes it into the settings of the bot.',
  'trust.settings':
    'The person who runs the server writes these two lines into the settings of the bot and starts it again. They are no secret, but they must reach her from you, not from the server.',
  'trust.settings.label': 'Lines for the settings of the bot',
  heldBack: 'Messages that wait, sealed, until the bot trusts an inbox: {count}.',
  'heldBack.since': 'The oldest has waited since {at}.',
  'heldBack.none': 'Nothing waits.',
} as const satisfies Sentences;
