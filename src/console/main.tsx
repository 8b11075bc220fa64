import './api/no-eval.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { LanguageProvider, languageOfBrowser } from './i18n/language.js';
import { phrasebookOf } from './i18n/phrasebooks.js';
import { ErrorBoundary } from './parts/error-boundary.js';
import { session } from './session/session.js';
import './styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
const language = languageOfBrowser();
const first = { language, book: await phrasebookOf(language) };
createRoot(root).render(
  <StrictMode>
    <LanguageProvider first={first}>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </LanguageProvider>
  </StrictMode>,
);
void session.start();
