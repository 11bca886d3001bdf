// A page as an app would write it: its own backend mints the token and looks after the egg (/demo/…), the element does the rest.

import { ask, newEventId } from './backend.js';
import { logEvents } from './log.js';
import { onHatch, say, showEgg } from './nest.js';
import { applyLook } from './switches.js';

const [buddy, seat, form, trouble] = ['buddy', 'seat', 'switches', 'trouble'].map((id) => document.getElementById(id));
const switches = form.elements;
const activities = document.querySelectorAll('[data-event]');
const otherTabs = new BroadcastChannel('lingua');
/** So long at least the shell cracks: a buddy is drawn faster than anybody can look. */
const CRACKING_MS = 1600;

/** What the backend said last, and the answer that is on its way. */
let standing;
let arriving;
let isHatching = false;

/** Asks the backend, and shows what it answers unless something newer has been asked meanwhile. */
function turnTo(name, more) {
  const asked = ask(name, { user_id: switches.learner.value, ...more });
  arriving = asked;
  asked.then(
    (answer) => arriving === asked && show(answer),
    (error) => arriving === asked && complain(error),
  );
  return asked;
}

function show(answer) {
  const before = standing;
  standing = answer;
  trouble.textContent = '';
  switches.clock.value = answer.clock;
  setBusy(false);
  if (answer.egg) {
    showEgg(answer);
    buddy.removeAttribute('session-token');
    seat.dataset.holds = 'egg';
    if (answer.egg.status === 'hatching') void hatch();
  } else if (buddy.getAttribute('session-token') === null || before.buddy_id !== answer.buddy_id) {
    buddy.setAttribute('session-token', answer.token);
    if (before?.egg) revealWhenReady();
    else seat.dataset.holds = 'buddy';
  }
  buddy.getSessionToken ??= renewToken;
}

/** The egg stays until there is something to see in its place. */
function revealWhenReady() {
  const reveal = () => {
    for (const name of ['hatched-ready', 'hatched-error']) buddy.removeEventListener(name, reveal);
    if (!standing.egg) seat.dataset.holds = 'buddy';
  };
  for (const name of ['hatched-ready', 'hatched-error']) buddy.addEventListener(name, reveal);
}

/** Asked for by the element before the token expires, and when it is refused. Where there is none, it waits for the buddy. */
async function renewToken(reason) {
  const { token } = reason === 'missing' ? {} : await turnTo('session');
  return token ?? new Promise(() => {});
}

/** What Lingua knows of each thing that a learner can do. */
const PROPERTIES = {
  lesson_completed: () => ({ unit: 4, score: 0.92, skill: pick(['vocabulary', 'grammar', 'listening', 'writing']) }),
  quiz_passed: () => ({ questions: 8, score: 1 }),
  conversation_finished: () => ({ minutes: 5 }),
  story_read: () => ({ pages: 2 }),
};

for (const button of activities) button.addEventListener('click', () => void act(button));

async function act(button) {
  const type = button.dataset.event;
  button.disabled = true;
  try {
    // Who clicks before the page knows where the learner stands is heard, too.
    if (!standing) await arriving;
    if (standing?.egg) {
      await turnTo('events', { event_id: newEventId(), type, properties: PROPERTIES[type]() });
      tellOtherTabs();
    } else {
      await buddy.track(type, PROPERTIES[type]());
    }
  } catch {
    // Said already: by the element (hatched-error) and in the log, or in the line under the egg.
  } finally {
    button.disabled = false;
  }
}

/** Also where the page comes back in the middle of it. */
async function hatch() {
  if (isHatching) return;
  isHatching = true;
  const { user_id } = standing.egg;
  const isStillWanted = () => switches.learner.value === user_id;
  setBusy(true);
  showEgg({ ...standing, egg: { ...standing.egg, status: 'hatching' } });
  const looked = new Promise((resolve) => setTimeout(resolve, CRACKING_MS));
  try {
    let answer;
    do answer = await ask('hatch', { user_id });
    while (answer.egg && isStillWanted());
    await looked;
    if (!isStillWanted()) return;
    arriving = Promise.resolve(answer);
    show(answer);
    seat.focus({ preventScroll: true });
    tellOtherTabs();
  } catch (error) {
    if (!isStillWanted()) return;
    show({ ...standing, egg: { ...standing.egg, status: 'ready' } });
    complain(error);
  } finally {
    isHatching = false;
  }
}
onHatch(() => void hatch());

document.getElementById('start-over').addEventListener('click', async () => {
  setBusy(true);
  // The session is about to end: the element need not be told off.
  buddy.removeAttribute('session-token');
  await turnTo('start-over').then(tellOtherTabs, () => undefined);
});

form.addEventListener('change', ({ target }) => {
  if (target.name === 'learner') changeLearner();
  else if (target.name === 'clock') void turnTo('clock', { clock: target.value }).then(tellOtherTabs, () => undefined);
  else look();
});

/** The address names the learner, so that a reload comes back to it. */
function changeLearner() {
  const url = new URL(location.href);
  url.searchParams.set('learner', switches.learner.value);
  history.replaceState(null, '', url);
  showHint();
  void turnTo('session').catch(() => undefined);
}

function showHint() {
  document.getElementById('hint').textContent = switches.learner.selectedOptions[0].dataset.hint;
}

function setBusy(isBusy) {
  for (const button of [...activities, switches['start-over']]) button.disabled = isBusy;
}

function complain({ message }) {
  setBusy(false);
  if (standing?.token) buddy.setAttribute('session-token', standing.token);
  if (standing?.egg) say(message);
  else trouble.textContent = message;
}

function tellOtherTabs() {
  otherTabs.postMessage(switches.learner.value);
}

otherTabs.addEventListener('message', ({ data }) => {
  if (data === switches.learner.value) void turnTo('session').catch(() => undefined);
});

/** An egg has no stream of its own: what happened elsewhere is looked up when the page is looked at. */
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && standing?.egg && !isHatching) void turnTo('session').catch(() => undefined);
});

const look = () => applyLook(switches, buddy, document.getElementById('snippet'));
const pick = (values) => values[Math.floor(Math.random() * values.length)];

const wanted = new URLSearchParams(location.search).get('learner');
if ([...switches.learner.options].some(({ value }) => value === wanted)) switches.learner.value = wanted;
logEvents(buddy, document.getElementById('log'));
look();
showHint();
turnTo('session').catch(() => undefined);
