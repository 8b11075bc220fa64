import { useEffect, useRef } from 'react';
import { cancelReply } from '../../contracts/inbox/inbox.js';
import { hex } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { useMoment, useSay, type Say } from '../i18n/language.js';
import type { TranscriptLine } from '../keeper/transcript.js';
import { FailureNotice } from '../parts/notice.js';
import { useDoing } from '../session/doing.js';
import type { Detail } from './conversation-detail.js';

type Reply = Detail['replies'][number];

interface TranscriptProps {
  readonly lines: readonly TranscriptLine[];
  readonly detail: Detail;
  readonly isMine: boolean;
  readonly changed: () => Promise<void>;
}

/** What was said, oldest first, opened in this browser. What only the questions gave is shown beside it. */
export function Transcript({ lines, detail, isMine, changed }: TranscriptProps) {
  const say = useSay();
  const log = useRef<HTMLDivElement>(null);
  const shown = lines.filter(isSaid);
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [shown.length]);
  const replies = new Map(detail.replies.map((reply) => [hex(reply.record), reply]));
  if (shown.length === 0) return <p className="empty">{say('consoleInbox.transcript.none')}</p>;
  return (
    <div ref={log} className="transcript" role="log" aria-label={say('consoleInbox.transcript')} tabIndex={0}>
      <ol>
        {shown.map((line) => (
          <li key={line.seq} className={`said ${line.kind}`}>
            <Line line={line} />
            {line.kind === 'reply' ? (
              <Fate reply={replies.get(line.record)} id={detail.id} isMine={isMine} changed={changed} />
            ) : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The transcript of a conversation that a case cites; nothing can be done with it there. */
export function ReadTranscript({ lines }: { readonly lines: readonly TranscriptLine[] }) {
  const say = useSay();
  return (
    <div className="transcript" role="group" aria-label={say('consoleInbox.transcript')} tabIndex={0}>
      <ol>
        {lines.filter(isSaid).map((line) => (
          <li key={line.seq} className={`said ${line.kind}`}>
            <Line line={line} />
          </li>
        ))}
      </ol>
    </div>
  );
}

const isSaid = (line: TranscriptLine): boolean =>
  line.kind !== 'heard' || line.what.kind === 'text' || line.what.kind === 'sign-of-life';

function Line({ line }: { readonly line: TranscriptLine }) {
  const say = useSay();
  const moment = useMoment();
  switch (line.kind) {
    case 'heard':
      return (
        <>
          <p className="hint">{say('consoleInbox.said.contact', { at: moment(line.at) })}</p>
          <p className="text">{heardText(line.what, say)}</p>
        </>
      );
    case 'reply':
    case 'note':
      return (
        <>
          <p className="hint">
            {say(`consoleInbox.said.${line.kind}`, { name: line.author, at: moment(line.at) })}
          </p>
          <p className="text">{line.text}</p>
        </>
      );
    case 'erased':
      return <p className="hint">{say('consoleCase.erased')}</p>;
    case 'keyless':
      return <p className="hint">{say('consoleInbox.keyless')}</p>;
    case 'failed':
      return <p className="hint">{say('consoleCase.failed.body', { reason: line.reason })}</p>;
  }
}

function heardText(what: Extract<TranscriptLine, { kind: 'heard' }>['what'], say: Say): string {
  if (what.kind === 'text') return what.text;
  if (what.kind !== 'sign-of-life') return '';
  const sign = say('consoleInbox.sign', { what: signName(what.what, say) });
  return what.text === '' ? sign : `${sign}\n${what.text}`;
}

const signs = {
  voice: 'consoleInbox.sign.voice',
  photo: 'consoleInbox.sign.photo',
  video: 'consoleInbox.sign.video',
  sticker: 'consoleInbox.sign.sticker',
  location: 'consoleInbox.sign.location',
  'contact-card': 'consoleInbox.sign.contactCard',
  document: 'consoleInbox.sign.document',
  edit: 'consoleInbox.sign.edit',
} as const;

const signName = (what: string, say: Say): string =>
  say(what in signs ? signs[what as keyof typeof signs] : 'consoleInbox.sign.other');

interface FateProps {
  readonly reply: Reply | undefined;
  readonly id: string;
  readonly isMine: boolean;
  readonly changed: () => Promise<void>;
}

/** What became of a reply: it waits for its hour, it left, it did not, and why. */
function Fate({ reply, id, isMine, changed }: FateProps) {
  const say = useSay();
  const moment = useMoment();
  const cancelling = useDoing(async () => {
    if (reply) await call(cancelReply, { params: { id, reply: reply.id } }).finally(changed);
  });
  if (!reply) return null;
  return (
    <>
      <p className={`fate ${reply.state}`} role="status">
        {fateText(reply, say, moment)}
      </p>
      {reply.state === 'waiting' && isMine ? (
        <button
          type="button"
          className="plain"
          disabled={cancelling.busy}
          onClick={() => void cancelling.run()}
        >
          {say('consoleInbox.reply.cancel')}
        </button>
      ) : null}
      <FailureNotice failure={cancelling.failure} />
    </>
  );
}

/** What became of a reply. */
export function fateText(reply: Reply, say: Say, moment: (ms: number) => string): string {
  const { state, fault, notBefore, notAfter, settledAt } = reply;
  if (state === 'waiting')
    return notBefore > Date.now()
      ? say('consoleInbox.fate.waits', { from: moment(notBefore), until: moment(notAfter + 1) })
      : say('consoleInbox.fate.leaving');
  if (state === 'failed') return say(`consoleInbox.fault.${fault ?? 'telegram'}`);
  return say(`consoleInbox.fate.${state}`, { at: settledAt === null ? '' : moment(settledAt) });
}
