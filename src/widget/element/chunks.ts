import { html, type ReactiveController, type TemplateResult } from 'lit';
import { lazy } from '../lazy.ts';
import type { StatusTemplates } from '../sections/status/status.ts';
import type { SmallHost, SmallTemplate } from '../small/small.ts';
import type { Nest } from '../egg/nest.ts';
import type { ElementSettings } from './settings.ts';

/** The card of a face or a row, until its code is loaded. */
const PLACE = html`<section class="card mini loading" part="container" aria-busy="true"></section>`;

type ChunksHost = ElementSettings & SmallHost;

/** Loads what only some elements need to be shown: themes, small sizes and troubles are chunks of their own. */
export class Chunks implements ReactiveController {
  /** Undefined until it is here. */
  small: SmallTemplate | undefined;
  statuses: StatusTemplates | undefined;
  readonly #host: ChunksHost;
  readonly #nest: () => Nest | undefined;
  #size: ElementSettings['size'] = null;
  #look: ElementSettings['look'] = null;

  constructor(host: ChunksHost, nest: () => Nest | undefined) {
    this.#host = host;
    this.#nest = nest;
    host.addController(this);
  }

  get isSmall(): boolean {
    return this.#host.size === 'xs' || this.#host.size === 'sm';
  }

  row(...known: Parameters<SmallTemplate>): TemplateResult {
    return this.small?.(...known) ?? PLACE;
  }

  hostUpdated(): void {
    const { size, look } = this.#host;
    if (size !== this.#size && this.isSmall) void this.#shrink();
    if (look !== this.#look && (look || this.#look)) void this.#loadLook();
    this.#size = size;
    this.#look = look;
  }

  /** Where the drawing cannot be had, the sentence alone says it. */
  async drawStatus(): Promise<void> {
    const chunk = await lazy('drawing', () => import('../sections/status/status.ts')).catch(() => null);
    this.statuses = chunk?.statusOn(this.#host);
    this.#host.requestUpdate();
  }

  async #shrink(): Promise<void> {
    const host = this.#host;
    const chunk = await lazy('small size', () => import('../small/small.ts')).catch(() => null);
    const parts = () => ({ nestling: this.#nest()?.nestling, statuses: this.statuses });
    this.small = chunk?.smallOn(host, parts);
    host.requestUpdate();
  }

  async #loadLook(): Promise<void> {
    const chunk = await lazy('look', () => import('../look/looks.ts')).catch(() => null);
    chunk?.wear(this.#host, this.#host.look);
  }
}
