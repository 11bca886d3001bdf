import { HatchedBuddy } from './hatched-buddy.ts';

HatchedBuddy.define();
