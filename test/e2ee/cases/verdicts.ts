import type { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import type { Content, OpenedContents } from '../../../src/e2ee/circle/open-contents.js';
import type { Channel } from '../../../src/e2ee/channel/channel.js';

/** The verdicts on a chain in short: numbers for sound places, `number reason` for failed ones. */
export const verdictsOf = ({ places }: CaseChain | Channel): (number | string)[] =>
  places.map((place) =>
    place.state === 'sound'
      ? place.seq
      : `${place.seq}${place.through > place.seq ? `-${place.through}` : ''} ${place.reason}`,
  );

/** What a person sees: texts, `erased`, or the reason of a failure. */
export const shownOf = ({ contents }: OpenedContents): string[] => contents.map(shown);

export const shown = (content: Content): string =>
  content.state === 'read'
    ? content.text
    : content.state === 'erased'
      ? 'erased'
      : `(${content.seq} ${content.reason})`;
