import { type LazyPath, path, type Sender } from '../http/request.ts';
import type { CallOptions } from '../options.ts';
import { list, type List } from '../page.ts';
import type * as types from '../types.ts';
import type { AcceptedOperation, Buddy } from '../types.ts';

/** Coins; tokens where `tokenKey` names one. */
export type AmountInput = types.CoinsInput | types.TokensInput;

export type PurchaseToMake = types.PurchaseInput & {
  /** Answers what would happen, and changes nothing. */
  dryRun?: boolean | undefined;
};

/** A purchase or an outfit, with the buddy's state after it. */
type WithBuddyState<T> = Omit<T, 'state'> & { state: types.BuddyState };

export class Buddies {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  get(buddyId: string, options?: CallOptions): Promise<Buddy> {
    return this.#sender.send({ method: 'GET', path: path`/buddies/${buddyId}` }, options);
  }

  /** Newest first. */
  list(query?: types.BuddyQuery, options?: CallOptions): List<Buddy> {
    return list(this.#sender, { method: 'GET', path: '/buddies', query }, options);
  }

  /** Grants coins, or tokens up to the most that may be held. */
  earn(buddyId: string, input: AmountInput, options?: CallOptions): Promise<Buddy> {
    const purse = 'tokenKey' in input ? 'tokens' : 'coins';
    return this.#post(path`/buddies/${buddyId}/${purse}`, input, options);
  }

  /** Throws InsufficientBalanceError, and for tokens that mark progress ProgressionNotSpendableError. */
  spend(buddyId: string, input: AmountInput, options?: CallOptions): Promise<Buddy> {
    const purse = 'tokenKey' in input ? 'tokens' : 'coins';
    return this.#post(path`/buddies/${buddyId}/${purse}/spend`, input, options);
  }

  awardBadge(buddyId: string, input: types.BadgeInput, options?: CallOptions): Promise<Buddy> {
    return this.#post(path`/buddies/${buddyId}/badges`, input, options);
  }

  /** Sets skills to these values. */
  setSkills(buddyId: string, input: types.SkillsInput, options?: CallOptions): Promise<Buddy> {
    return this.#sender.send({ method: 'PATCH', path: path`/buddies/${buddyId}/skills`, body: input }, options);
  }

  /** Puts items on and takes others off, all or none: CategoryConflictError, TooManyItemsError, NotOwnedError. */
  equip(buddyId: string, input: types.EquipmentInput, options?: CallOptions): Promise<WithBuddyState<types.Equipment>> {
    return this.#sender.send({ method: 'PUT', path: path`/buddies/${buddyId}/equipment`, body: input }, options);
  }

  /** With the buddy's own coins or tokens: AlreadyOwnedError, ItemLockedError, OutOfStockError, InsufficientBalanceError. */
  purchase(buddyId: string, input: PurchaseToMake, options?: CallOptions): Promise<WithBuddyState<types.Purchase>> {
    const { dryRun, ...body } = input;
    const request = { method: 'POST', path: path`/buddies/${buddyId}/purchases`, query: { dryRun }, body } as const;
    return this.#sender.send(request, options);
  }

  /** To the next stage; throws ConflictError where its conditions do not hold. */
  evolve(buddyId: string, options?: CallOptions): Promise<AcceptedOperation> {
    return this.#post(path`/buddies/${buddyId}/evolve`, undefined, options);
  }

  /** `reason` is written to the server's log: a name is in no ledger. */
  rename(buddyId: string, name: string, reason?: string, options?: CallOptions): Promise<Buddy> {
    const body = { name, reason };
    return this.#sender.send({ method: 'PATCH', path: path`/buddies/${buddyId}`, body }, options);
  }

  /** Draws its picture again. */
  rerenderAppearance(buddyId: string, options?: CallOptions): Promise<AcceptedOperation> {
    return this.#post(path`/buddies/${buddyId}/appearance/rerender`, undefined, options);
  }

  /** From then on it is not found. */
  archive(buddyId: string, options?: CallOptions): Promise<void> {
    return this.#sender.send({ method: 'DELETE', path: path`/buddies/${buddyId}` }, options);
  }

  /** Every movement of its coins and tokens, newest first. */
  ledger(buddyId: string, query?: types.LedgerQuery, options?: CallOptions): List<types.LedgerEntry> {
    return list(this.#sender, { method: 'GET', path: path`/buddies/${buddyId}/ledger`, query }, options);
  }

  /** Moves one buddy to another configuration version. It keeps its state. */
  migrate(input: { buddyId: string; to: string }, options?: CallOptions): Promise<types.Migration>;
  /** Moves an audience, or all; `operations.wait` says how far it is (`migration`). */
  migrate(
    input: { audience: string; to: string } | { all: true; to: string },
    options?: CallOptions,
  ): Promise<types.AcceptedOperation>;
  migrate(input: types.MigrateInput, options?: CallOptions): Promise<types.Migration | types.AcceptedOperation> {
    return this.#post('/buddies/migrate', input, options);
  }

  #post<T>(path: string | LazyPath, body: object | undefined, options: CallOptions | undefined): Promise<T> {
    return this.#sender.send({ method: 'POST', path, body }, options);
  }
}
