import { useEffect, useId, useRef, type ReactNode } from 'react';
import { HideButton } from './hide-button.js';

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A modal question. Esc closes it; the focus goes back to where it came from. */
export function Dialog({ title, close, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    dialog.current?.showModal();
    return () => {
      if (activeElement instanceof HTMLElement) activeElement.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={close}>
      <h2 id={id}>{title}</h2>
      {children}
      <DialogFoot />
    </dialog>
  );
}

/** Last in order, so that it never takes the first focus; always in sight. */
export function DialogFoot() {
  return (
    <div className="dialog-foot">
      <HideButton />
    </div>
  );
}
