import { Children, type ReactNode } from 'react';

/** One kind of thing that is due; nothing at all when there is none. */
export function DueList({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  if (Children.count(children) === 0) return null;
  return (
    <>
      <h3>{heading}</h3>
      <ul className="list due-list">{children}</ul>
    </>
  );
}
