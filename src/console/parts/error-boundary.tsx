import { Component, type ReactNode } from 'react';
import { useSay } from '../i18n/language.js';

interface State {
  readonly failed: boolean;
}

/** A fault of ours in one part: says so, and what became of what was typed, instead of a blank page. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <Broken retry={() => this.setState({ failed: false })} />
    ) : (
      this.props.children
    );
  }
}

function Broken({ retry }: { readonly retry: () => void }) {
  const say = useSay();
  return (
    <main className="door" role="alert">
      <h1>{say('console.broken.title')}</h1>
      <p>{say('console.broken.body')}</p>
      <div className="row">
        <button type="button" className="primary" onClick={retry}>
          {say('console.broken.retry')}
        </button>
        <button type="button" onClick={() => location.reload()}>
          {say('console.broken.reload')}
        </button>
      </div>
    </main>
  );
}
