import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Buddy } from './buddy.tsx';

function App() {
  const [page, setPage] = useState(location.hash);
  useEffect(() => {
    const follow = () => setPage(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return (
    <>
      <nav>
        <a href="#">Home</a> <a href="#about">About</a>
      </nav>
      {page === '#about' ? <p>No buddy here.</p> : <Buddy />}
    </>
  );
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
