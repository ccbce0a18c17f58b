import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { bridgeOf } from './bridge.ts';
import { ErrorBoundary } from './components/error-boundary.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App bridge={bridgeOf(window)} />
    </ErrorBoundary>
  </StrictMode>,
);
