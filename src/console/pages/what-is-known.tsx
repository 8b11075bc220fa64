import type { Triage } from '../../domain/triage/priority.js';
import { HOURS_MEANT } from '../../domain/triage/safe-contact.js';
import { filled } from '../../texts/sentence.js';
import { useLanguage, useSay } from '../i18n/language.js';
import { answerWords, questionWords } from '../instruments/hotline.js';
import type { TranscriptLine } from '../keeper/transcript.js';
import { PriorityMark } from './queue.js';

type Heard = Extract<TranscriptLine, { kind: 'heard' }>['what'];
type Reason = Triage['reasons'][number];

interface KnownProps {
  readonly lines: readonly TranscriptLine[];
  /** From questions that still run; what was sealed into the conversation comes before it. */
  readonly soFar?: Triage | null;
}

/** What the questions gave: the level with every reason in words, and how she can be reached safely. */
export function WhatIsKnown({ lines, soFar = null }: KnownProps) {
  const say = useSay();
  const triage = newest(lines, 'answers')?.triage ?? soFar;
  return (
    <div className="known">
      {triage ? <Answers triage={triage} /> : <p className="hint">{say('consoleInbox.known.none')}</p>}
      <SafeContact lines={lines} />
    </div>
  );
}

function SafeContact({ lines }: Pick<KnownProps, 'lines'>) {
  const say = useSay();
  const { raw } = useLanguage();
  const channel = newest(lines, 'safe-channel')?.channel;
  const hours = newest(lines, 'safe-hours')?.hours;
  return (
    <dl className="facts">
      <Fact name={say('consoleInbox.known.channel')} value={channel && say(`intake.channel.${channel}`)} />
      <Fact
        name={say('consoleInbox.known.hours')}
        value={hours?.map((each) => filled(raw(`intake.hours.${each}`), HOURS_MEANT[each])).join(', ')}
      />
      <Fact name={say('consoleInbox.known.word')} value={newest(lines, 'code-word')?.word} />
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  const say = useSay();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? <span className="hint">{say('consoleInbox.known.notSaid')}</span>}</dd>
    </div>
  );
}

function Answers({ triage }: { readonly triage: Triage }) {
  const say = useSay();
  return (
    <details open>
      <summary>
        <PriorityMark priority={triage.priority} /> {say('consoleInbox.known.why')}
      </summary>
      {triage.reasons.length === 0 ? <p className="hint">{say('consoleInbox.known.calm')}</p> : null}
      <ul className="reasons">
        {triage.reasons.map((reason, index) => (
          <li key={index}>
            <ReasonLine reason={reason} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function ReasonLine({ reason }: { readonly reason: Reason }) {
  const say = useSay();
  const { language } = useLanguage();
  if ('question' in reason) {
    const { question, answer, rule } = reason;
    return (
      <>
        <span className="hint">{questionWords(question, language)}</span>
        <br />
        <strong>{answerWords(question, answer, language)}</strong>
        {rule === 'weight' ? null : (
          <span className="badge warn">
            {rule === 'immediate'
              ? say('consoleInbox.rule.immediate')
              : say('consoleInbox.rule.floor', { level: say(`consoleInbox.priority.${reason.atLeast}`) })}
          </span>
        )}
      </>
    );
  }
  return <strong>{say(`consoleInbox.rule.${reason.rule}`)}</strong>;
}

function newest<Kind extends Heard['kind']>(
  lines: readonly TranscriptLine[],
  kind: Kind,
): Extract<Heard, { kind: Kind }> | undefined {
  const line = lines.findLast((each) => each.kind === 'heard' && each.what.kind === kind);
  return line?.kind === 'heard' ? (line.what as Extract<Heard, { kind: Kind }>) : undefined;
}
