'use client';

import type { HatchedBuddy } from 'hatched-buddy';
import type {} from 'hatched-buddy/react';
import { useEffect } from 'react';

/** Rendered on the server, too: the style sheet keeps the room until the element is there. */
export function Buddy({ server }: { server: string }) {
  useEffect(() => {
    void import('hatched-buddy/define');
  }, []);
  return <hatched-buddy ref={giveToken} api-base={`${server}/api/v1`} />;
}

/** By a ref: React sets no properties of custom elements while it hydrates. */
function giveToken(element: HatchedBuddy | null): void {
  if (!element) return;
  element.getSessionToken = async () => {
    const answer = await fetch('/buddy-token', { method: 'POST' });
    return ((await answer.json()) as { token: string }).token;
  };
}
