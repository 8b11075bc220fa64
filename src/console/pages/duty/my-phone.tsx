import { useEffect, useState } from 'react';
import {
  chooseLanguage,
  issuePhoneCode,
  readPhone,
  unlinkPhone,
} from '../../../contracts/escalation/phone.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import type { Language } from '../../../domain/shared/language.js';
import { call } from '../../api/call.js';
import { languageNames, languages, useMoment, useSay } from '../../i18n/language.js';
import { Dialog } from '../../parts/dialog.js';
import { FailureNotice, Notice } from '../../parts/notice.js';
import { useDoing, useLoaded } from '../../session/doing.js';
import { MyMail } from './my-mail.js';

type Phone = AnswerOf<typeof readPhone>;
type Code = AnswerOf<typeof issuePhoneCode>;

/** While a code is shown, whether the phone has used it. */
const lookEveryMs = 3_000;

const tones = { none: 'warn', linked: 'good', unreachable: 'bad' } as const;

/** By which phone alerts reach me. Only its owner links it, with the phone in her hand. */
export function MyPhone() {
  const say = useSay();
  const [code, setCode] = useState<Code>();
  const [done, setDone] = useState(false);
  const { value, failure, reload } = useLoaded(() => call(readPhone));
  const asking = useDoing(async () => {
    setDone(false);
    setCode(await call(issuePhoneCode));
  });
  const settle = async (): Promise<void> => {
    setCode(undefined);
    setDone(true);
    await reload();
  };
  return (
    <section className="card" aria-labelledby="my-phone">
      <h2 id="my-phone">{say('consoleRoster.phone')}</h2>
      <p>{say('consoleRoster.phone.body')}</p>
      <FailureNotice failure={failure ?? asking.failure} />
      {value ? <Notice tone={tones[value.state]}>{say(`consoleRoster.phone.${value.state}`)}</Notice> : null}
      {done ? <Notice tone="good">{say('consoleRoster.phone.done')}</Notice> : null}
      {code ? (
        <CodeShown code={code} wasLinked={value?.state === 'linked'} linked={settle} />
      ) : value ? (
        <Ways phone={value} busy={asking.busy} ask={() => void asking.run()} changed={reload} />
      ) : null}
      {value ? <Beside phone={value} changed={reload} /> : null}
    </section>
  );
}

interface BesideProps {
  readonly phone: Phone;
  readonly changed: () => Promise<void>;
}

function Beside({ phone, changed }: BesideProps) {
  return (
    <>
      <CalledIn phone={phone} changed={changed} />
      <MyMail mail={phone.mail} changed={changed} />
    </>
  );
}

interface WaysProps {
  readonly phone: Phone;
  readonly busy: boolean;
  readonly ask: () => void;
  readonly changed: () => Promise<void>;
}

function Ways({ phone, busy, ask, changed }: WaysProps) {
  const say = useSay();
  const [leaving, setLeaving] = useState(false);
  return (
    <div className="row">
      <button type="button" disabled={busy} onClick={ask}>
        {say(phone.state === 'none' ? 'consoleRoster.phone.link' : 'consoleRoster.phone.again')}
      </button>
      {phone.state === 'none' ? null : (
        <button type="button" className="quiet danger" onClick={() => setLeaving(true)}>
          {say('consoleRoster.phone.unlink')}
        </button>
      )}
      {leaving ? <Unlink close={() => setLeaving(false)} changed={changed} /> : null}
    </div>
  );
}

interface CodeProps {
  readonly code: Code;
  /** Another phone is linked: that one is replaced, and nothing here would show when. */
  readonly wasLinked: boolean;
  readonly linked: () => Promise<void>;
}

function CodeShown({ code, wasLinked, linked }: CodeProps) {
  const say = useSay();
  const moment = useMoment();
  useEffect(() => {
    if (wasLinked) return undefined;
    const timer = setInterval(() => {
      void call(readPhone).then(
        ({ state }) => (state === 'linked' ? linked() : undefined),
        () => undefined,
      );
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [wasLinked, linked]);
  return (
    <div role="group" aria-label={say('consoleRoster.phone.link')}>
      <p>{say('consoleRoster.phone.code', { until: moment(code.expiresAt) })}</p>
      <code className="link" tabIndex={0}>{`/start ${code.code}`}</code>
      {code.link === null ? null : (
        <p>
          <a href={code.link} target="_blank" rel="noreferrer noopener">
            {say('consoleRoster.phone.open')}
          </a>
        </p>
      )}
      {wasLinked ? null : <p className="hint">{say('consoleRoster.phone.waiting')}</p>}
    </div>
  );
}

function CalledIn({ phone, changed }: BesideProps) {
  const say = useSay();
  const choosing = useDoing(async (language: Language) => {
    await call(chooseLanguage, { body: { language } });
    await changed();
  });
  return (
    <>
      <FailureNotice failure={choosing.failure} />
      <p className="row">
        <label htmlFor="called-in">{say('consoleRoster.phone.language')}</label>
        <select
          autoComplete="off"
          id="called-in"
          className="quiet"
          value={phone.language}
          onChange={(event) => void choosing.run(event.target.value as Language)}
        >
          {languages.map((each) => (
            <option key={each} value={each} lang={each}>
              {languageNames[each]}
            </option>
          ))}
        </select>
      </p>
    </>
  );
}

function Unlink({ close, changed }: { readonly close: () => void; readonly changed: () => Promise<void> }) {
  const say = useSay();
  const unlinking = useDoing(async () => {
    await call(unlinkPhone);
    close();
    await changed();
  });
  return (
    <Dialog title={say('consoleRoster.phone.unlink')} close={close}>
      <p>{say('consoleRoster.phone.unlink.body')}</p>
      <FailureNotice failure={unlinking.failure} />
      <div className="row">
        <button
          type="button"
          className="danger"
          disabled={unlinking.busy}
          onClick={() => void unlinking.run()}
        >
          {say('consoleRoster.phone.unlink')}
        </button>
        <button type="button" onClick={close}>
          {say('console.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
