import { HatchedBuddy } from './element/hatched-buddy.ts';

HatchedBuddy.define();
