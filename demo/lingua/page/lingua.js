// A page as an app would write it: its own backend mints the token, the element does the rest.

import { ask } from './backend.js';
import { logEvents } from './log.js';
import { applyLook, readAddress } from './switches.js';

const [buddy, form, hint, trouble] = ['buddy', 'switches', 'hint', 'trouble'].map((id) => document.getElementById(id));
const switches = form.elements;

/** Shows the learner's buddy, or egg, with a token that the backend gives. */
async function show(call) {
  trouble.textContent = '';
  try {
    buddy.setAttribute('session-token', await tokenOf(call));
  } catch (error) {
    trouble.textContent = error.message;
  }
}

async function tokenOf(call) {
  const user_id = switches.learner.value;
  const { token } = await ask(call, { user_id });
  return token;
}

// Asked for by the element before a token expires, and when one is refused.
buddy.getSessionToken = (reason) => (reason === 'missing' ? new Promise(() => {}) : tokenOf('session'));

/** What Lingua knows of each thing that a learner can do. */
const PROPERTIES = {
  lesson_completed: () => ({ unit: 4, score: 0.92, skill: pick(['vocabulary', 'grammar', 'listening', 'writing']) }),
  quiz_passed: () => ({ questions: 8, score: 1 }),
  conversation_finished: () => ({ minutes: 5 }),
  story_read: () => ({ pages: 2 }),
};

for (const button of document.querySelectorAll('[data-event]')) {
  button.addEventListener('click', async () => {
    const { event } = button.dataset;
    button.disabled = true;
    // What goes wrong the element says itself, and the log: hatched-error.
    await buddy.track(event, PROPERTIES[event]()).catch(() => undefined);
    button.disabled = false;
  });
}

switches['start-over'].addEventListener('click', async () => {
  switches['start-over'].disabled = true;
  await show('start-over');
  switches['start-over'].disabled = false;
});

form.addEventListener('change', ({ target }) => {
  if (target.name !== 'learner') return look();
  // The address names the learner, so that a reload comes back to it.
  const url = new URL(location.href);
  url.searchParams.set('learner', switches.learner.value);
  history.replaceState(null, '', url);
  showHint();
  void show('session');
});

function showHint() {
  hint.textContent = switches.learner.selectedOptions[0].dataset.hint;
}

const look = () => applyLook(switches, buddy, document.getElementById('snippet'));
const pick = (values) => values[Math.floor(Math.random() * values.length)];

readAddress(switches);
logEvents(buddy, document.getElementById('log'));
look();
showHint();
void show('session');
