import { inboxAttacks } from '../cases/inbox-attacks.js';
import { soFarAttacks } from '../cases/so-far-attacks.js';
import { runCases } from '../run-cases.js';

describe('a channel of an inbox refuses, or shows as failed:', () => {
  runCases(inboxAttacks.channels);
});

describe('the edge', () => {
  runCases(inboxAttacks.edges);
});

describe('a waiting reply reaches a contact only as its author meant it:', () => {
  runCases(inboxAttacks.replies);
});

describe('what the edge says before the questions are over', () => {
  runCases(soFarAttacks);
});

describe('citing a conversation in a case', () => {
  runCases(inboxAttacks.links);
});
