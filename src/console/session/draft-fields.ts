import { useDraft, type Draft } from './draft.js';

interface DraftFields<Fields> {
  readonly fields: Fields;
  readonly set: (over: Partial<Fields>) => void;
  readonly draft: Draft;
}

/** A small form that is kept like a draft. @param empty every field as it is while nothing was typed; never another one */
export function useDraftFields<Fields extends Readonly<Record<string, string>>>(
  id: string,
  key: string,
  empty: Fields,
): DraftFields<Fields> {
  const draft = useDraft(id, key);
  const fields = fieldsIn(draft.text, empty);
  const set = (over: Partial<Fields>): void => {
    const next = { ...fields, ...over };
    const isEmpty = Object.entries(empty).every(([name, value]) => next[name] === value);
    draft.change(isEmpty ? '' : JSON.stringify(next));
  };
  return { fields, set, draft };
}

function fieldsIn<Fields extends object>(text: string, empty: Fields): Fields {
  try {
    return { ...empty, ...(JSON.parse(text) as Partial<Fields>) };
  } catch {
    return empty;
  }
}
