// The reason beside a mark: shown on hover, focus and tap, gone with Escape.

import { el } from './dom.js';

const tip = el('div.tip', { role: 'tooltip', id: 'tip', hidden: true });

/** Shows these children beside an element. */
export function show(by, ...children) {
  // Inside the page's regions, where ears look for it.
  by.closest('.reply').append(tip);
  tip.replaceChildren(...children.flat());
  tip.hidden = false;
  const at = by.getClientRects()[0] ?? by.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const below = at.bottom + 8 + height < innerHeight || at.top < height + 16;
  tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  tip.style.top = `${below ? at.bottom + 6 : at.top - height - 6}px`;
}

export const hide = () => { tip.hidden = true; };

addEventListener('scroll', hide, { passive: true, capture: true });
