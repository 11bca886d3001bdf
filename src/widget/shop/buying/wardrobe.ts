import type { EquippedView } from '../../../contract/buddy/state.ts';
import type { EquipmentAnswer } from '../../../contract/widget.ts';
import { encode } from '../../api/json.ts';
import type { Session } from '../../session/session.ts';

interface Wish {
  equip: EquippedView[];
  unequip: string[];
}

/** Changes of clothes that the server has not confirmed yet, in the order in which they were asked for. */
class Wardrobe {
  readonly #session: Session;
  #wishes: Wish[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(session: Session) {
    this.#session = session;
    session.overlay = (state) =>
      this.#wishes.length > 0 ? { ...state, equipped: this.#wishes.reduce(wear, state.equipped) } : state;
  }

  async change(equip: EquippedView[], unequip: string[]): Promise<void> {
    const session = this.#session;
    const wish = { equip, unequip };
    const body = encode({ equip: equip.map((item) => item.item_id), unequip });
    const send = () => session.client.call<EquipmentAnswer>({ path: 'equipment', method: 'PUT', body });
    const answer = this.#last.then(send, send);
    const over = () => (this.#wishes = this.#wishes.filter((other) => other !== wish));
    this.#last = answer;
    this.#wishes.push(wish);
    session.update();
    try {
      await session.take(answer.finally(over));
    } finally {
      session.update();
    }
  }
}

function wear(worn: EquippedView[], { equip, unequip }: Wish): EquippedView[] {
  const changed = [...unequip, ...equip.map((item) => item.item_id)];
  return [...worn.filter((item) => !changed.includes(item.item_id)), ...equip];
}

const wardrobes = new WeakMap<Session, Wardrobe>();

/** Shown at once; taken back when the server refuses, and then rejected with its reason. */
export function change(session: Session, equip: EquippedView[], unequip: string[]): Promise<void> {
  const wardrobe = wardrobes.get(session) ?? new Wardrobe(session);
  wardrobes.set(session, wardrobe);
  return wardrobe.change(equip, unequip);
}
