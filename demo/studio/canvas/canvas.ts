import { html, nothing, type TemplateResult } from 'lit';
import { attributesOf, variablesOf } from '../code/code.ts';
import { playgroundName } from '../page/playing.ts';
import { type Setup, SIZES } from '../page/setup.ts';
import '../real-app/real-app.ts';

/* The middle: the element as it lives, in the scene that is chosen. */

const WIDTH_OF = { xs: 96, sm: 380, md: 380, lg: 560, full: 760 };

/** Kept from one set-up to the next, so that the element lives on. */
function element(setup: Setup, theme: 'light' | 'dark', size = setup.size): TemplateResult {
  const { look, sections, lang, dir, state } = setup;
  const said = new Map(attributesOf(setup));
  return html`<hatched-buddy
    demo=${playgroundName(state)}
    theme=${theme}
    size=${size}
    look=${look || nothing}
    sections=${said.has('sections') ? sections.join(' ') : nothing}
    leaderboard="weekly"
    heading-level=${setup.scene === 'app' ? 3 : 2}
    lang=${lang}
    dir=${dir}
  ></hatched-buddy>`;
}

/** Custom properties reach an element only by its style. */
export function applyVariables(elements: Iterable<HTMLElement>, setup: Setup): void {
  const wanted = new Map(variablesOf(setup));
  const all = ['accent', 'surface', 'radius', 'font', 'gap', 'scale'].map((name) => `--hatched-${name}`);
  for (const { style } of elements) {
    for (const name of all) {
      const value = wanted.get(name);
      if (value === undefined) style.removeProperty(name);
      else style.setProperty(name, value);
    }
  }
}

interface CanvasHost {
  readonly setup: Setup;
  readonly width: number;
  /** There is room for one column alone. */
  readonly isNarrow: boolean;
  readonly drag: (event: PointerEvent) => void;
  readonly nudge: (event: KeyboardEvent) => void;
  readonly finishTask: () => void;
}

export function canvas(host: CanvasHost): TemplateResult {
  const { setup } = host;
  const themes = setup.theme === 'both' ? (['light', 'dark'] as const) : [setup.theme];
  return html`<div class="stages in-${setup.scene.replace(' ', '-')} ${host.isNarrow ? 'narrow' : ''}">
    ${themes.map((theme) => html`<div class="stage ${theme}" data-theme=${theme} dir=${setup.dir}>${SCENES[setup.scene](host, theme)}</div>`)}
  </div>`;
}

type SceneTemplate = (host: CanvasHost, theme: 'light' | 'dark') => TemplateResult;

const SCENES: Record<Setup['scene'], SceneTemplate> = {
  alone: ({ setup, width, drag, nudge }, theme) =>
    html`<div class="frame" .style=${`--width:${width}px`}>
      ${element(setup, theme)}
      <div
        class="handle"
        role="slider"
        tabindex="0"
        aria-label="Width of the element"
        aria-valuemin="160"
        aria-valuemax="1400"
        aria-valuenow=${width}
        aria-valuetext="${width} pixels"
        @pointerdown=${drag}
        @keydown=${nudge}
      ></div>
    </div>`,
  app: ({ setup, finishTask }, theme) =>
    html`<div class="app">
      <header><b>Lingua</b><span>Spanish · Unit 4</span></header>
      <section>
        <h2>At the café</h2>
        <p>Order a drink, ask for the bill, and say it politely.</p>
        <blockquote lang="es">Un café con leche, por favor.</blockquote>
        <button class="button" @click=${finishTask}>Complete a lesson</button>
      </section>
      <aside>${element(setup, theme)}</aside>
    </div>`,
  sidebar: ({ setup }, theme) =>
    html`<div class="with-sidebar">
      <nav aria-hidden="true"><b></b><i></i><i></i><i></i><i></i></nav>
      <div class="lines" aria-hidden="true"><b></b><i></i><i></i><i></i><i></i><i></i><i></i></div>
      <aside>${element(setup, theme)}</aside>
    </div>`,
  phone: ({ setup }, theme) => html`<div class="phone"><div class="screen">${element(setup, theme)}</div></div>`,
  'real app': ({ setup }, theme) => html`<real-app .setup=${setup} .theme=${theme}></real-app>`,
  sizes: ({ setup }, theme) =>
    html`<div class="all">
      ${SIZES.map(
        (size) =>
          html`<figure class="size-${size}" .style=${`--width:${WIDTH_OF[size]}px`}>
            <figcaption>${size}</figcaption>
            ${element(setup, theme, size)}
          </figure>`,
      )}
    </div>`,
};
