// How the page and the element look, and the snippet that says so.

const NORMAL = { theme: 'auto', size: 'md', lang: 'en' };

export function applyLook({ theme, size, dir, lang }, buddy, snippet) {
  const root = document.documentElement;
  root.dataset.theme = theme.value;
  root.dir = dir.value;
  const look = { theme: theme.value, size: size.value, lang: lang.value };
  for (const [name, value] of Object.entries(look)) buddy.setAttribute(name, value);
  const attributes = Object.entries(look)
    .filter(([name, value]) => value !== NORMAL[name])
    .map(([name, value]) => ` ${name}="${value}"`);
  snippet.textContent = [
    `<link rel="stylesheet" href="${location.origin}/hatched-buddy.css">`,
    `<script async src="${location.origin}/hatched-buddy.js"></script>`,
    '',
    `<hatched-buddy session-token="…"${attributes.join('')}></hatched-buddy>`,
    '',
    '// on a click',
    "buddy.track('lesson_completed', { score: 0.92 })",
  ].join('\n');
}
