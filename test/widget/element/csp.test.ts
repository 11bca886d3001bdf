import { assert } from 'chai';
import type { Report } from '../../support/widget/csp-page.ts';

describe("a page with style-src 'self' and required trusted types", () => {
  it('is not violated, and shows everything', async () => {
    const frame = document.createElement('iframe');
    frame.src = new URL('../../support/widget/csp.html', import.meta.url).href;
    const told = new Promise<MessageEvent<Report>>((resolve) => addEventListener('message', resolve, { once: true }));
    document.body.append(frame);
    const { data } = await told;
    frame.remove();
    assert.deepEqual(data, {
      violations: [],
      errors: [],
      barWidth: '25%',
      cardBorder: '1px',
      confetti: 12,
      shopIsOpen: true,
    });
  });
});
