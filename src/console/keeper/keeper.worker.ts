import '../api/no-eval.js';
import { failureOf } from '../session/failure.js';
import { readFile, signOffStatement } from './assessments.js';
import { changeCircleMembers, renewCircle } from './change-members.js';
import { checkReview } from './check-review.js';
import { keepDraft, listCircles, readCase, readDraft, writeNote } from './circles.js';
import { offerTo, openConversation, operatorsOf, readLinkedOf, sendReply } from './conversations.js';
import { anchorEdgeTo, lookAtEdge, replaceKeysOfEdge, signEdgeIn } from './edge.js';
import { finishFounding, prepareFounding } from './found.js';
import { giveOn } from './give-on.js';
import { openHandOver } from './hand-over.js';
import { accept, askEnrolment, lookAt } from './join.js';
import { linkConversation } from './link-conversation.js';
import { noteNamings, unreadNamings } from './namings.js';
import { openCircleOf } from './open-circles.js';
import { myWords, prepareWay, putWayInForce, removeOwnSecondFactor } from './own-account.js';
import { lookAtOwnKeys, postRenewal, prepareRenewal, unlockRenewal } from './own-keys.js';
import {
  listNewcomers,
  listPeople,
  noteAnnounced,
  revokePerson,
  rootFingerprint,
  signInNewcomer,
} from './people.js';
import {
  beginCeremony,
  bringShare,
  combineShares,
  endCeremony,
  lookAtRecovery,
  recoverCircle,
} from './recovery.js';
import { lookAtUnreadable } from './rewrap-circle.js';
import { installRecovery, prepareRecovery } from './replace-recovery.js';
import { READY, type KeeperReply } from './reply.js';
import { forgetAllOf } from './safe-store.js';
import { dropOrder, listWaiting, sendOrder, sendRefused, sendWaiting } from './waiting.js';
import {
  listWrittenIncidents,
  openSafetyBook,
  openSecurityLog,
  planFieldVisit,
  readSealedPlan,
  safetyCircles,
  sealIncident,
  passOnIncident,
} from './safety.js';
import { staleKeysIn } from './stale-keys.js';
import { arePinsUnsaved } from './state.js';
import { unsentOf } from './unsent.js';
import { confirmRoot, resumeWith, signInWith, unlockWith } from './unlock.js';
import { readWhyAsked, sealVisitReason } from './visit-reason.js';

/** Everything that the page may ask. No answer holds a key, but for the papers that are shown once. */
const calls = {
  prepareFounding,
  finishFounding,
  lookAt,
  accept,
  askEnrolment,
  signInWith,
  unlockWith,
  resumeWith,
  confirmRoot,
  listPeople,
  noteAnnounced,
  unreadNamings,
  noteNamings,
  listNewcomers,
  signInNewcomer,
  revokePerson,
  rootFingerprint,
  listCircles,
  openCircleOf,
  openHandOver,
  readCase,
  writeNote,
  lookAtRecovery,
  beginCeremony,
  bringShare,
  combineShares,
  recoverCircle,
  endCeremony,
  changeCircleMembers,
  renewCircle,
  lookAtUnreadable,
  staleKeysIn,
  prepareRecovery,
  installRecovery,
  keepDraft,
  readDraft,
  openConversation,
  sendReply,
  offerTo,
  operatorsOf,
  linkConversation,
  giveOn,
  readLinkedOf,
  lookAtEdge,
  signEdgeIn,
  replaceKeysOfEdge,
  anchorEdgeTo,
  readFile,
  checkReview,
  signOffStatement,
  sendOrder,
  sendWaiting,
  sendRefused,
  listWaiting,
  dropOrder,
  safetyCircles,
  openSafetyBook,
  openSecurityLog,
  planFieldVisit,
  readSealedPlan,
  readWhyAsked,
  sealVisitReason,
  listWrittenIncidents,
  sealIncident,
  passOnIncident,
  myWords,
  prepareWay,
  putWayInForce,
  removeOwnSecondFactor,
  prepareRenewal,
  postRenewal,
  unlockRenewal,
  lookAtOwnKeys,
  forgetAllOf,
  unsentOf,
};

export type KeeperCalls = typeof calls;

interface Asked {
  readonly id: number;
  readonly name: keyof KeeperCalls;
  readonly given: readonly unknown[];
}

async function answer({ id, name, given }: Asked): Promise<KeeperReply> {
  try {
    const ask = calls[name] as (...values: readonly unknown[]) => unknown;
    return { id, answer: await ask(...given), pinsUnsaved: arePinsUnsaved() };
  } catch (caught) {
    return { id, failure: failureOf(caught), pinsUnsaved: arePinsUnsaved() };
  }
}

globalThis.onmessage = ({ data }: MessageEvent<Asked>) => {
  void answer(data).then((reply) => globalThis.postMessage(reply));
};
globalThis.postMessage(READY);
