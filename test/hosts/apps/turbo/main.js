// Loaded once; Turbo swaps the bodies.
document.addEventListener('turbo:load', () => {
  for (const buddy of document.querySelectorAll('hatched-buddy')) {
    buddy.getSessionToken = async () => {
      const answer = await fetch('/buddy-token', { method: 'POST' });
      return (await answer.json()).token;
    };
  }
});
