import { utf8 } from './bytes.js';

const label = (name: string): Uint8Array => utf8(`HL1/${name}\0`);

/** What is signed or encrypted says which kind of thing it is, so that one kind can never be passed off as another. */
export const labels = {
  salt: utf8('HL1/salt'),
  fakeSeed: label('fakeseed'),
  code: label('code'),
  login: label('login'),
  accountSecret: label('as'),
  identity: label('id'),
  pins: label('pins'),
  draft: label('draft'),
  reload: label('reload'),
  directorySelf: label('dirself'),
  directory: label('dir'),
  fingerprint: label('fpr'),
  caseId: label('case'),
  epochCommit: label('epoch'),
  epochRecord: label('epochrec'),
  dekCommit: label('dekc'),
  record: label('note'),
  recordHash: label('eh'),
  wrappedDek: label('dek'),
  level: label('level'),
  secondSignOff: label('level2'),
  signOffObject: label('level2obj'),
  alarm: label('alarm'),
  outgoing: label('out'),
  soFar: label('sofar'),
  share: label('share'),
} as const;

/** The only cipher suite; a client refuses any other. */
export const suite = 0x01;
