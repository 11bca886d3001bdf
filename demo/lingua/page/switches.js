// How the page and the element look, and the snippet that says so.

const NORMAL = { theme: 'auto', size: 'md', lang: 'en', dir: 'ltr' };

/** What the address asks for: `?learner=noor&theme=dark&lang=de&dir=rtl&size=lg`. Anything else is as if it were not there. */
export function readAddress(switches) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const options = switches[name]?.options ?? [];
    if ([...options].some((option) => option.value === value)) switches[name].value = value;
  }
}

export function applyLook({ theme, size, dir, lang }, buddy, snippet) {
  const root = document.documentElement;
  const server = new URL(document.querySelector('script[async]').src).origin;
  root.dataset.theme = theme.value;
  root.dir = dir.value;
  const look = { theme: theme.value, size: size.value, lang: lang.value };
  for (const [name, value] of Object.entries(look)) buddy.setAttribute(name, value);
  // The element on this page has its direction from the root.
  const attributes = Object.entries({ ...look, dir: dir.value })
    .filter(([name, value]) => value !== NORMAL[name])
    .map(([name, value]) => ` ${name}="${value}"`);
  snippet.textContent = [
    `<link rel="stylesheet" href="${server}/hatched-buddy.css">`,
    `<script async src="${server}/hatched-buddy.js"></script>`,
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
