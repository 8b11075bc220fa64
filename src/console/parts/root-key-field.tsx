import { useSay } from '../i18n/language.js';
import { Field } from './fields.js';

interface RootKeyProps {
  readonly value: string;
  readonly change: (text: string) => void;
}

/** The root's paper, typed for one signature. */
export function RootKeyField({ value, change }: RootKeyProps) {
  const say = useSay();
  return (
    <Field
      label={say('consolePeople.rootKey')}
      hint={say('consolePeople.rootKey.hint')}
      value={value}
      onChange={(event) => change(event.target.value)}
      required
    />
  );
}
