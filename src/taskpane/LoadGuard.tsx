/** A part of the pane that is fetched on demand may fail to arrive: then it says so, and can be asked for again. */
import { Component, type ReactNode } from 'react';
import { problem } from '../contract/problems';
import { ProblemBar } from '../ui/ProblemBar';

export class LoadGuard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  /** A failed chunk stays failed in React's lazy: only a fresh page asks for it again. */
  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <ProblemBar
        problem={problem('offline', 'This part of the pane could not be loaded.')}
        onRetry={() => location.reload()}
      />
    );
  }
}
