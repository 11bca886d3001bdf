// The events that a page may listen to, and the part of each that is worth a line.

const LINES = 60;
const EVENTS = {
  'hatched-ready': () => '',
  'hatched-egg-ready': () => 'it may hatch',
  'hatched-hatched': () => '',
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

/** Writes down what the element says. */
export function logEvents(buddy, log) {
  for (const [name, describe] of Object.entries(EVENTS)) {
    buddy.addEventListener(name, (event) => {
      const line = document.createElement('li');
      const title = document.createElement('b');
      const detail = document.createElement('span');
      title.textContent = name;
      detail.textContent = describe(event);
      line.append(title, detail);
      log.prepend(line);
      log.children[LINES]?.remove();
    });
  }
}
