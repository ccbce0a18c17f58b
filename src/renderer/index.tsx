import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { bridgeOf } from './bridge.ts';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { english } from './texts.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

document.documentElement.lang = english.language;
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary texts={english}>
      <App bridge={bridgeOf(window)} texts={english} />
    </ErrorBoundary>
  </StrictMode>,
);
