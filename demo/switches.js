// How the page and the element look, and the snippet that says so.

const NORMAL = { theme: 'auto', size: 'md', lang: 'en', dir: 'ltr' };

export function applyLook({ theme, size, dir, lang }, buddy, snippet) {
  const root = document.documentElement;
  root.dataset.theme = theme.value;
  root.dir = dir.value;
  const look = { theme: theme.value, size: size.value, lang: lang.value };
  for (const [name, value] of Object.entries(look)) buddy.setAttribute(name, value);
  // The element on this page has its direction from the root.
  const attributes = Object.entries({ ...look, dir: dir.value })
    .filter(([name, value]) => value !== NORMAL[name])
    .map(([name, value]) => ` ${name}="${value}"`);
  snippet.textContent = [
    `<link rel="stylesheet" href="${location.origin}/hatched-buddy.css">`,
    `<script async src="${location.origin}/hatched-buddy.js"></script>`,
    '',
    `<hatched-buddy session-token="…"${attributes.join('')}></hatched-buddy>`,
    '',
    '<button id="done">Done</button>',
    '<script>',
    '  const buddy = document',
    "    .querySelector('hatched-buddy')",
    '  const done = document',
    "    .querySelector('#done')",
    '  done.onclick = () =>',
    "    buddy.track('lesson_completed',",
    '      { score: 0.92 })',
    '</script>',
  ].join('\n');
}
