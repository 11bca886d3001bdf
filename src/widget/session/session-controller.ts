import type { LitElement, ReactiveController } from 'lit';
import type { SeatState } from '../../contract/state.ts';
import type { WidgetError } from '../api/errors.ts';
import { DEFAULT_BASE } from '../base.ts';
import { type Credential, type CredentialSource, credentialOf, notConfigured, sameCredential } from './credential.ts';
import type { Holder, LiveMode, Session, Snapshot } from './session.ts';
import { joinSession, leaveSession } from './sessions.ts';
import { claims, type TokenProvider } from './tokens.ts';

const PATIENCE_MS = 10_000;

export interface SessionHost extends LitElement, CredentialSource {
  live: LiveMode;
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
  #stop: (() => void) | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(host: SessionHost) {
    this.#host = host;
    host.addController(this);
  }

  get live(): LiveMode {
    return this.#host.live;
  }

  get getSessionToken(): TokenProvider | undefined {
    return this.#host.getSessionToken;
  }

  /** What is to be shown; after a change of token the same buddy stays in view. */
  get state(): SeatState | null {
    return this.session?.state ?? this.#known;
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
    clearTimeout(this.#patience);
    try {
      const credential = credentialOf(host, DEFAULT_BASE);
      if (!credential) this.#wait();
      else if (this.session && sameCredential(this.session.credential, credential)) this.session.join(this);
      else this.#attach(credential);
    } catch (error) {
      this.#refuse(error as WidgetError);
    }
  }

  readonly #changed = ({ confirmed, error }: Snapshot): void => {
    const previous = this.#known;
    this.#host.requestUpdate();
    if (confirmed && confirmed !== previous) {
      this.#known = confirmed;
      this.#host.stateConfirmed(confirmed, previous);
    }
    this.#turn(error);
  };

  #wait(): void {
    this.#detach();
    this.#patience = setTimeout(() => this.#refuse(notConfigured()), PATIENCE_MS);
  }

  #attach(credential: Credential): void {
    if (claims(credential.token ?? '').sub !== this.#known?.buddy?.buddy_id) this.#known = null;
    this.#detach();
    this.session = joinSession(credential, this);
    this.#stop = this.session.$snapshot.subscribe(this.#changed);
  }

  #detach(): void {
    clearTimeout(this.#patience);
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
