import type { World } from './rows.ts';

/** Whom a stored answer is about: the id of a user, a buddy or an egg in its world. */
export const aboutOne = (world: World, id: string): string => `${aboutSeveral(world)}/${id}`;

/** The same of a call that names several users. */
export const aboutSeveral = ({ customer_id, mode }: World): string => `${customer_id}/${mode}`;

/** Stands where an answer was that went with its user. */
export const ERASED = 'erased';
