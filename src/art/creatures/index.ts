import type { Species } from '../../contract/buddy/art.ts';
import type { Creature } from '../body/rig.ts';
import { dragon } from './dragon/dragon.ts';
import { owl } from './owl/owl.ts';
import { robot } from './robot/robot.ts';

export const CREATURES: Record<Species, Creature> = { dragon, owl, robot };
