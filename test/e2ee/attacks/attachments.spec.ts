import { attachmentAttacks } from '../cases/attachment-attacks.js';
import { runCases } from '../run-cases.js';

describe('an attachment opens whole and unchanged or not at all:', () => {
  runCases(attachmentAttacks.streams);
});

describe('a manifest', () => {
  runCases(attachmentAttacks.manifests);
});
