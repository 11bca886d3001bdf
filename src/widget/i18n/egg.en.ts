import type { Sentence } from './sentence.ts';

/** The texts of the egg, loaded with it. */
export const eggEn = {
  eggAlt: 'An egg, waiting in its nest',
  eggAltReady: 'A glowing egg, ready to hatch',
  eggTitle: 'An egg, just for you',
  eggReady: 'It is ready',
  eggOpening: 'Here it comes',
  eggSleeps: 'Something is asleep in there.',
  eggWarms: {
    one: 'You can hear something move. One more.',
    other: 'It hatches when it is warm. {n} more to go.',
  },
  eggTaps: 'Something taps on the shell. Hatch it whenever you like.',
  eggTapsAlone: 'Something taps on the shell.',
  eggCracks: 'The shell is cracking.',
  eggKept: 'What you earn is kept for your buddy.',
  eggChoose: 'Choose your egg',
  warmth: 'Warmth',
  hatch: 'Hatch',
  hello: 'Hello, I’m {name}!',
  helloIam: 'Hello, I’m',
  name: 'Name',
  dice: 'Another name',
  nameDone: 'Nice to meet you',
} as const satisfies Record<string, Sentence>;
