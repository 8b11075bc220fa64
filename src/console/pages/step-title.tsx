import { useSay } from '../i18n/language.js';

interface StepProps {
  readonly at: number;
  readonly title: string;
  readonly done: boolean;
}

/** Three steps, in the order in which they are done; a step that is done says so. */
export function StepTitle({ at, title, done }: StepProps) {
  const say = useSay();
  return (
    <>
      <p className="step">
        {say('consoleHotline.step', { at })}{' '}
        {done ? <span className="badge">{say('consoleHotline.done')}</span> : null}
      </p>
      <h2>{title}</h2>
    </>
  );
}
