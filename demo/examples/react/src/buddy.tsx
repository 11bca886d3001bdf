import 'hatched-buddy/define';
import 'hatched-buddy/styles.css';
import type {} from 'hatched-buddy/react';
import { useState } from 'react';

const SERVER = import.meta.env.VITE_HATCHED_URL ?? 'http://127.0.0.1:8787';

export function Buddy() {
  const [badge, setBadge] = useState('');
  // Made anew with each rendering: that restarts nothing.
  const getSessionToken = async () => {
    const answer = await fetch('/buddy-token', { method: 'POST' });
    return ((await answer.json()) as { token: string }).token;
  };
  return (
    <>
      <hatched-buddy
        api-base={`${SERVER}/api/v1`}
        getSessionToken={getSessionToken}
        onhatched-badge-awarded={(event) => setBadge(event.badge.label)}
      />
      <output>{badge}</output>
    </>
  );
}
