import type { LitElement, ReactiveController } from 'lit';
import type { SeatState } from '../../contract/buddy/state.ts';
import { failureOf, type WidgetError } from '../api/errors.ts';
import { DEFAULT_BASE } from '../base.ts';
import { type Credential, type CredentialSource, credentialOf, notConfigured, sameSubject } from './credential.ts';
import type { Expecting } from './early.ts';
import type { Holder, LiveMode, Session, KnownState } from './session.ts';
import { joinSession, leaveSession } from './sessions.ts';
import { subjectOf, type TokenProvider } from './tokens.ts';

/** Frameworks may set the credential a little later than the element. */
const PATIENCE_MS = 3_000;
const SECOND_MS = 1_000;

export interface SessionHost extends LitElement, CredentialSource {
  live: LiveMode;
  debug: boolean;
  /** The server confirmed a state; `previous` is null for the buddy's first. */
  stateConfirmed(state: SeatState, previous: SeatState | null): void;
  failed(error: WidgetError): void;
}

/** Gives an element the session that its attributes name. */
export class SessionController implements ReactiveController, Holder {
  session: Session | undefined;
  /** Why nothing newer is known. */
  error: WidgetError | null = null;
  readonly #host: SessionHost;
  #known: SeatState | null = null;
  /** The session has shown a buddy. When the session forgets the buddy, so does this element. */
  #shown = false;
  #stop: (() => void) | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #second: ReturnType<typeof setTimeout> | undefined;

  constructor(host: SessionHost) {
    this.#host = host;
    host.addController(this);
  }

  get live(): LiveMode {
    return this.#host.live;
  }

  get debug(): boolean {
    return this.#host.debug;
  }

  get getSessionToken(): TokenProvider | undefined {
    return this.#host.getSessionToken;
  }

  /** What is to be shown; after a change of token the same buddy stays in view. */
  get state(): SeatState | null {
    return this.session?.state ?? this.#known;
  }

  /** The server's time, ms since 1970. */
  get now(): number {
    return this.session?.client.clock.now() ?? Date.now();
  }

  /** In how many seconds it is tried again by itself; 0 where that is not known. */
  get retryIn(): number {
    const { retryAt } = this.session?.$snapshot.value ?? {};
    return retryAt ? Math.max(0, Math.ceil((retryAt - performance.now()) / SECOND_MS)) : 0;
  }

  /** How many activities wait for the server to be back. */
  get kept(): number {
    return this.session?.$snapshot.value.kept ?? 0;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** An element that is only moved is connected again before this task ends, and keeps its session. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#detach();
    });
  }

  hostUpdate(): void {
    const host = this.#host;
    if (!host.isConnected) return;
    try {
      const credential = credentialOf(host, DEFAULT_BASE);
      if (!credential) this.#wait();
      else if (this.session?.goesOn(credential, this)) this.session.join(this);
      else this.#attach(credential);
    } catch (error) {
      this.#refuse(failureOf(error));
    }
  }

  /** While somebody waits, the seconds count down. */
  hostUpdated(): void {
    clearTimeout(this.#second);
    if (this.retryIn > 0 && this.#host.isConnected) {
      this.#second = setTimeout(() => this.#host.requestUpdate(), SECOND_MS);
    }
  }

  readonly #changed = ({ confirmed, error }: KnownState): void => {
    const previous = this.#known;
    this.#host.requestUpdate();
    if (confirmed && confirmed !== previous) {
      this.#known = confirmed;
      this.#host.stateConfirmed(confirmed, previous);
    } else if (!confirmed && this.#shown) {
      this.#known = null;
    }
    this.#shown = !!confirmed;
    this.#turn(error);
  };

  #wait(): void {
    if (this.session) this.#detach();
    if (this.error?.code === 'not_configured') return;
    this.#patience ??= setTimeout(() => this.#refuse(notConfigured()), PATIENCE_MS);
  }

  #attach(credential: Credential): void {
    if (!this.#stays(credential)) this.#known = null;
    this.#detach();
    this.#shown = false;
    const host: Expecting = this.#host;
    this.session = joinSession(credential, this, host.hatchedEarly);
    host.hatchedEarly = undefined;
    this.#stop = this.session.$snapshot.subscribe(this.#changed);
  }

  /** Another credential, and as far as it says the same buddy. */
  #stays({ token, ...rest }: Credential): boolean {
    const before = this.session;
    const subject = subjectOf(token);
    if (subject && subject === this.#known?.buddy?.buddy_id) return true;
    if (!before || !token || !sameSubject(before.credential, { token, ...rest })) return false;
    return token === before.credential.token || (!!subject && subject === before.tokens.subject);
  }

  #detach(): void {
    clearTimeout(this.#patience);
    clearTimeout(this.#second);
    this.#patience = undefined;
    this.#stop?.();
    if (this.session) leaveSession(this.session, this);
    this.session = undefined;
  }

  #refuse(error: WidgetError): void {
    this.#detach();
    this.#known = null;
    if (this.error?.code !== error.code) console.error(`hatched-buddy: ${error.message}`);
    this.#host.requestUpdate();
    this.#turn(error);
  }

  #turn(error: WidgetError | null): void {
    const before = this.error;
    this.error = error;
    if (error && error.code !== before?.code) this.#host.failed(error);
  }
}
