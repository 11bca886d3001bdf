import type { z } from 'zod';
import type { buddy } from '../../src/contract/buddy/buddies.ts';

/** What the API answers, as tests read it. */
export type Buddy = z.output<typeof buddy>;
