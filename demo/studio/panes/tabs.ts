import { html, type TemplateResult } from 'lit';
import { sentence } from './controls.ts';

/** The names of panes; the arrow keys go through them, and the focus goes along once it is `shown`. */
export function tabs<T extends string>(
  names: readonly T[],
  chosen: T,
  pick: (name: T) => void,
  { label, shown }: { label: string; shown: () => Promise<unknown> },
): TemplateResult {
  const go = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    pick(names[(names.indexOf(chosen) + by + names.length) % names.length]!);
    const list = event.currentTarget as HTMLElement;
    void shown().then(() => list.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${go}>
    ${names.map(
      (name) =>
        html`<button
          role="tab"
          aria-selected=${name === chosen}
          aria-controls="${label}-panel"
          tabindex=${name === chosen ? 0 : -1}
          @click=${() => pick(name)}
        >
          ${sentence(name)}
        </button>`,
    )}
  </div>`;
}
