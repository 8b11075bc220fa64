import type { Sentences } from '../sentence.js';

/** What happened, whether anything was saved, what to do. By the code of the refusal; `kind.*` for every other one. */
export const consoleErrors = {
  'kind.refused':
    'The server refused this. Nothing was changed. Look again, and ask your administrator if it stays so.',
  'kind.untrusted':
    'A check of the encryption failed: what the server sent is not what it must be. Nothing was sealed or sent. Stop here and call your administrator.',
  'kind.unreachable':
    'The server was not heard. Nothing is lost: what you typed stays here, encrypted. Check the connection and try again.',
  'kind.locked': 'This tab is locked. Nothing was sent. Unlock it and try again.',
  'kind.fault':
    'A fault of ours. Nothing was sent as far as we know. Try again, and tell your administrator if it stays so.',
  'not-signed-in': 'The session has ended. What you did not send is kept encrypted. Sign in again.',
  busy: 'The server is too busy. Nothing was saved; what you typed is still here. Wait a moment and try again.',
  'database-away':
    'The server lost its database for a moment. Look whether it was saved before you try again; what you typed is still here.',
  'not-allowed': 'Your role does not allow this. Nothing was changed.',
  'sign-in-refused':
    'This did not open. Check the name, the passphrase and the code; a phone whose clock is wrong shows wrong codes. Nothing was changed.',
  'proof-refused': 'The passphrase is not right. Nothing was changed.',
  'too-large':
    'This is too long to be sent at once. Nothing was saved; your text is still here. Shorten it, or send it in parts.',
  'too-many-tries': 'Too many tries. Wait a quarter of an hour; nothing was changed.',
  'set-up-token-refused':
    'The server does not know this token. Nothing was founded; your keys and papers are still good. Correct it and send again.',
  'set-up-done':
    'Somebody else has founded this organisation already. Destroy the papers and reload the page.',
  'duty-name-unfit': 'This name is taken, or cannot be used. Nothing was changed. Choose another one.',
  'invitation-refused':
    'This invitation was used before, was withdrawn, or is older than 72 hours. Ask for a new link.',
  anchor:
    'This link names another organisation than the server. Do not go on: call the person who sent you the link.',
  'directory-superseded':
    'Another administrator was faster. Nothing was signed. Look again and compare the words once more.',
  'enrolment-unknown':
    'This person is not waiting any more: another administrator was faster. Nothing was signed twice.',
  'words-changed':
    'The words have changed since you compared them. Nothing was done. Load the page again and compare the new words with that person.',
  'enrolment-mismatch':
    'The waiting key does not fit its invitation. Nothing was signed. Turn it away and send a new link.',
  'last-administrator': 'This is the last administrator. Nothing was changed. Sign another one in first.',
  'work-unknown': 'She does not hold this any more. Nothing was changed. Look again.',
  'work-stays': 'This cannot be handed over from here. Nothing was changed.',
  'taker-unfit':
    'This colleague cannot take it: she is not in the circle, not on duty for it, or has no phone that would ring. Nothing was changed.',
  'root-key': 'This is the root key of another organisation. Nothing was signed.',
  checksum: 'One symbol was misread. Nothing was sent. Compare the groups of four with the paper.',
  symbols:
    'This is too short, too long, or has a sign that cannot be there. Nothing was sent. Compare it with the paper.',
  'second-factor-refused': 'These digits are not right, or are too old. Wait for the next ones.',
  rollback:
    'The server shows less than you have seen before: it may have been set back, or somebody hides something. Nothing was sent. Call your administrator.',
  fork: 'The server shows another history than the one you know. Nothing was sent. Call your administrator.',
  'identity-mismatch':
    'The directory has other keys for you than yours. Nothing was sealed or sent. Call your administrator.',
  'circle-unknown': 'You are not in this case, or not any more. Nothing was sent.',
  'circle-right-missing': 'You may not do this in this case. Nothing was changed.',
  'chain-superseded':
    'Colleagues were faster several times in a row. Nothing was sent; your text is still here. Send it again.',
  'record-too-large': 'This is longer than a note may be. Nothing was sent; your text is still here.',
  'note-superseded':
    'A colleague sealed a newer version of this note first. Nothing was sent; your text is still here. Read hers and decide.',
  'plan-superseded':
    'A colleague signed a newer plan here first. Nothing was sent; what you wrote is still here. Read hers, at the top of the plan, and decide.',
  'incident-superseded':
    'A colleague sealed a newer version of this incident first. Nothing was sent; what you changed is still here. Read hers, at the top of the page, and decide.',
  'visit-known':
    'This visit had arrived before, with other words. Nothing was planned twice; your text is still here. Look at your visits before you send it as another one.',
  'membership-refused':
    'These members are not allowed: somebody must be able to change them, and every role must fit the kind of case. Nothing was changed.',
  'ceremony-unknown': 'This ceremony is over or was never open. Nothing was sent.',
  'custodian-unfit':
    'Only a custodian can do this, or one of the five has no key in force. Nothing was changed.',
  'ceremony-open': 'Another ceremony is open already. Nothing was begun.',
  'ceremony-key-lost':
    'The key of this ceremony is not in this browser. Nothing was combined. Go on where it was begun, or give it up.',
  quorum:
    'No three of these shares belong together. Nothing was opened. Let each custodian bring hers again.',
  'own-key-waits':
    'Your new keys are not in this circle yet, so it does not open for you. Nothing is wrong: a colleague in it who may change the members makes a new key. "My account" says whom to call.',
  'members-stale':
    'The key of somebody in here has just ended. Nothing was changed. Reload, and make the new key first.',
  'case-closed':
    'This case is closed and takes no new notes. Nothing was sent; your text is kept here, encrypted.',
  'records-damaged':
    'The keys of some records do not open, so nothing was changed: otherwise those records would be lost. Look at them and decide.',
  'wrap-missing':
    'The key of a record is missing, so nothing was changed: otherwise that record would be lost. Call your coordinator.',
  'inbox-missing': 'There is no inbox yet. Nothing was changed. A coordinator opens it under "Hotline".',
  'not-in-the-inbox':
    'You are not in the inbox, or not any more. Nothing was sent. A coordinator can give you a place.',
  'conversation-unknown': 'This conversation is not there. Nothing was changed.',
  'conversation-closed': 'A colleague has ended this conversation. Nothing was sent; your text is kept here.',
  'claimed-by-other':
    'A colleague was a moment faster and has this conversation now. Nothing was sent. Take the next one.',
  'not-claimed':
    'You do not have this conversation any more: your console was not heard for a while. Nothing was sent; your text is kept. Take it again.',
  'offer-refused': 'This colleague cannot take it: no operator, or not in the inbox. Nothing was changed.',
  'offer-gone': 'The offer is not there any more. Nothing was changed.',
  'reply-refused': 'The server did not accept this reply. Nothing was sent; your text is kept here.',
  'reply-open': 'The reply to her is not locked any more. Nothing was changed. Look again.',
  'reply-locked': 'Somebody may be looking at her phone. Nothing was sent; your text is kept here.',
  'reply-hours':
    'This is not one of her safe hours. Nothing was sent; your text is kept here. Look again: the hours may have changed.',
  'contact-gone': 'She blocked the bot or left. Nothing was sent; your text is kept here.',
  'reply-gone': 'The reply has left already, or was taken back. Look again.',
  'edge-anchor-fixed': 'The bot has been told already whom to trust. Nothing was changed.',
  'edge-unfit': 'The bot has keys that are in force. Nothing was changed. Revoke them first.',
  'no-edge':
    'The key of the bot that heard her is not in force any more, so nothing can reach her through it. Nothing was sent; your text is kept here.',
  'nothing-to-link': 'Everything that was said so far is in a case already. Nothing was changed.',
  'link-refused':
    'A part of this conversation went to a case at the same moment. Nothing was changed. Look again.',
  superseded:
    'Somebody else was faster. Nothing was saved. What you see now is the newer state; do it again if it still fits.',
  'alert-unknown': 'There is no such alert for you. Nothing was changed.',
  'alert-over': 'This alert is over already. Nothing was changed.',
  'alert-not-yours': 'Somebody else has this alert, or it is for others to take. Nothing was changed.',
  'alert-offer-gone': 'Nobody asks you for this any more. Nothing was changed.',
  'colleague-unreachable':
    'This colleague has no phone that would ring, so she would not notice. Nothing was changed. Choose somebody else.',
  'shift-faulty': 'This shift stands in the roster already. Nothing was saved.',
  'override-faulty':
    'This change covers no time that lies ahead, or somebody would stand in for herself. Nothing was saved.',
  'override-conflict':
    'One of these two people already stands in, or is replaced, in this duty at that time. Nothing was saved. Take the other change out first.',
  'duty-entry-unknown': 'This is not in the roster any more: somebody else took it out. Nothing was changed.',
  'duty-person-unknown': 'This person has left the team. Nothing was saved.',
  'instrument-unknown':
    'The server has another version of this questionnaire than this console. Nothing was saved. Reload the page.',
  'validation-recorded':
    'Somebody has written down already who validated this version. Nothing was saved. Look again.',
  'validation-unknown': 'This was taken back already. Nothing was changed. Look again.',
  'assessment-superseded':
    'Somebody else assessed here first. Nothing was saved; your answers are still in the form. Open the form: they can be taken over into one that begins from the newer assessment.',
  'level-refused':
    'The server does not take this level: it does not follow the rules, or the clock of this device is wrong. Nothing was saved; your answers are still here. Check date and time, then sign again.',
  'level-stated': 'This level was signed already. Nothing was changed. Look again.',
  'sign-off-refused':
    'You cannot be the second person for this level: it is your own or about you, it is not the newest any more, or your role does not allow it. Nothing was signed. Look again.',
  'alarm-refused':
    'The server does not take this date. What you wrote is sealed; the reminder is not set. Set the date again.',
  'alarm-superseded': 'Somebody else changed this reminder first. Look again and set it once more.',
  'trigger-refused':
    'The server does not take this date: it lies too far away, or in the past. Nothing was moved. Look again.',
  'measure-refused':
    'A measure has an owner who is not in this case, or a date that cannot be. The plan is sealed; owners and dates are not at the server yet. Correct them and sign again.',
  'measure-unknown': 'This measure is not there any more. Nothing was changed. Look again.',
  'task-unknown': 'This task is not there any more, or is not yours. Nothing was changed.',
  'task-refused':
    'This task cannot be closed so: the file must be one about this worker. The file is there; close the task from the list.',
} as const satisfies Sentences;
