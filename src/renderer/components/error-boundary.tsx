import { Component, type ReactNode } from 'react';
import { textsIn } from '../texts/languages.ts';
import { Button } from './button.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** A fault in drawing never leaves an empty window: it says so and offers to draw again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: boolean }> {
  override readonly state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const texts = textsIn(document.documentElement.lang);
    return (
      <div className="app">
        <main className="page page-message">
          <div className="message" role="alert">
            <h1 className="message-title">{texts.brokenWindow}</h1>
            <p className="message-hint">{texts.brokenWindowHint}</p>
            <Button kind="primary" onPress={() => this.setState({ broken: false })}>
              {texts.action.retry}
            </Button>
          </div>
        </main>
      </div>
    );
  }
}
