import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Counter, listenToHub, StaffHub } from '../counter/index.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <Counter hub={new StaffHub(globalThis.fetch.bind(globalThis))} listen={listenToHub} />
  </StrictMode>,
);
