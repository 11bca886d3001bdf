// A page as an app would write it. Its own backend mints the token; here that backend is POST /demo/session.

const buddy = document.querySelector('#buddy');
const log = document.querySelector('#log');
const switches = document.querySelector('#switches');
const LOGGED_EVENTS = 60;

/** Asked for when the page opens, before the token expires and when it is refused. */
buddy.getSessionToken = async () => {
  const learner = switches.elements.learner.value;
  const answer = await fetch('/demo/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: learner }),
  });
  if (!answer.ok) throw new Error(`The demo answered ${answer.status}.`);
  return (await answer.json()).token;
};

/** What Lingua knows of each thing that a learner can do. */
const PROPERTIES = {
  lesson_completed: () => ({ unit: 4, score: 0.92, skill: pick(['vocabulary', 'grammar', 'listening', 'writing']) }),
  quiz_passed: () => ({ questions: 8, score: 1 }),
  conversation_finished: () => ({ minutes: 5 }),
  story_read: () => ({ pages: 2 }),
};

for (const button of document.querySelectorAll('[data-event]')) {
  button.addEventListener('click', async () => {
    const type = button.dataset.event;
    button.disabled = true;
    try {
      await buddy.track(type, PROPERTIES[type]());
    } catch {
      // The element has said so itself (hatched-error), to the user and in the log below.
    } finally {
      button.disabled = false;
    }
  });
}

function pick(values) {
  return values[Math.floor(Math.random() * values.length)];
}

/** The events that a page may listen to, and the part of each that is worth a line. */
const EVENTS = {
  'hatched-ready': () => '',
  'hatched-coins-earned': (event) => `+${event.amount} coins, now ${event.balance}`,
  'hatched-streak-ticked': (event) => `${event.streak.label}: ${event.streak.count}`,
  'hatched-streak-milestone': (event) => `${event.streak.label}: ${event.milestone}`,
  'hatched-skill-leveled': (event) => `${event.skill.label}: level ${event.skill.level}`,
  'hatched-badge-awarded': (event) => event.badge.label,
  'hatched-evolution-ready': (event) => `stage ${event.nextStage}`,
  'hatched-evolved': (event) => `stage ${event.toStage}`,
  'hatched-item-purchased': (event) => event.item.label,
  'hatched-item-equipped': (event) => event.itemId,
  'hatched-item-unequipped': (event) => event.itemId,
  'hatched-session-expired': () => 'ask your server for a new token',
  'hatched-error': (event) => `${event.code}: ${event.message}`,
};

for (const [name, describe] of Object.entries(EVENTS)) {
  buddy.addEventListener(name, (event) => {
    const line = document.createElement('li');
    const title = document.createElement('b');
    const detail = document.createElement('span');
    title.textContent = name;
    detail.textContent = describe(event);
    line.append(title, detail);
    log.prepend(line);
    log.children[LOGGED_EVENTS]?.remove();
  });
}

switches.addEventListener('change', async ({ target }) => {
  if (target.name === 'learner') await changeLearner();
  applySwitches();
});

async function changeLearner() {
  buddy.setAttribute('session-token', await buddy.getSessionToken('start'));
}

function applySwitches() {
  const { theme, size, dir, lang } = switches.elements;
  const root = document.documentElement;
  root.dataset.theme = theme.value;
  root.dir = dir.value;
  buddy.setAttribute('theme', theme.value);
  buddy.setAttribute('size', size.value);
  buddy.setAttribute('lang', lang.value);
  showSnippet();
}

function showSnippet() {
  const attributes = [
    'session-token="…"',
    ...['theme', 'size', 'lang'].flatMap((name) => {
      const { value, options } = switches.elements[name];
      const isDefault = name === 'size' ? value === 'md' : value === options[0].value;
      return isDefault ? [] : [`${name}="${value}"`];
    }),
  ];
  document.querySelector('#snippet').textContent = [
    `<link rel="stylesheet" href="${location.origin}/hatched-buddy.css">`,
    `<script async src="${location.origin}/hatched-buddy.js"></script>`,
    '',
    `<hatched-buddy ${attributes.join(' ')}></hatched-buddy>`,
    '',
    '// on a click',
    "buddy.track('lesson_completed', { score: 0.92 })",
  ].join('\n');
}

applySwitches();
