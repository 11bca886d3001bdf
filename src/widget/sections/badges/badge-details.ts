import { html, type LitElement, render } from 'lit';
import type { BadgeView } from '../../../contract/buddy/state.ts';
import { addStyles } from '../../element/sheets.ts';
import { laterEn } from '../../i18n/later.en.ts';
import type { Strings } from '../../i18n/strings.ts';
import { dateOf } from '../../i18n/times.ts';
import { detailsStyles } from './badge-details.styles.ts';
import { bar } from '../pieces.ts';

/** Tells about a badge beside it. Escape and a press elsewhere close it. */
export function showBadge(host: LitElement, button: HTMLElement, badge: BadgeView, known: Strings): void {
  const root = host.shadowRoot!;
  addStyles(host, detailsStyles);
  const strings = known.extended(laterEn);
  const float = root.querySelector<HTMLElement>('.float')!;
  const { label, description, earned, awarded_at: at, progress } = badge;
  render(
    html`<b dir="auto">${label}</b>
      <p dir="auto">${description}</p>
      ${
        earned
          ? html`<p class="soft">${at ? strings.t('earned', { when: dateOf(at, strings) }) : strings.t('isEarned')}</p>`
          : progress
            ? html`${bar(label, progress.value, progress.target, strings)}
                <p class="soft">${strings.t('countOf', { n: progress.value, of: progress.target })}</p>`
            : html`<p class="soft">${strings.t('notEarned')}</p>`
      }`,
    float,
  );
  float.ariaLabel = label;
  if (float.matches(':popover-open')) float.hidePopover();
  float.showPopover({ source: button } as never);
  float.ontoggle = () => {
    const isOpen = float.matches(':popover-open');
    button.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen && [null, float].includes(root.activeElement as HTMLElement | null)) button.focus();
  };
  float.focus();
}
