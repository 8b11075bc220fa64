import { useState, type ReactNode } from 'react';

interface UnfoldProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A card that opens: what is in it is made, and read from the server, only when somebody asks. */
export function Unfold({ title, children }: UnfoldProps) {
  const [shown, setShown] = useState(false);
  return (
    <details className="card" onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{title}</summary>
      {shown ? children : null}
    </details>
  );
}
