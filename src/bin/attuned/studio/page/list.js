// The list at the left. Only the rows in sight are in the document, so that five thousand replies scroll as ten do.

import { byId, el, many, shape } from './dom.js';
import * as filters from './filters.js';

const HEIGHT = 62;
const SPARE = 6;
const STATES = {
  changed: 'changed', held: 'cannot be saved', saved: 'saved', refused: 'refused', skipped: 'skipped', done: 'done', undecided: '', fine: '',
};

const box = () => byId('list');
const room = el('div.room');
let mechanisms = [];
let rows = [];
let order = [];
let shown = [];
let chosen = -1;
let opened = () => {};
const drawn = new Map();

/** Builds the list; `open` is called with the number of the reply that is chosen. */
export function begin(library, open) {
  mechanisms = library.mechanisms.map(({ id }) => id);
  rows = library.replies;
  // Worst first; the order stays while people work, so that nothing jumps under their hands.
  order = [...rows].sort((a, b) => b.was - a.was || b.weight - a.weight || a.at - b.at).map(({ at }) => at);
  opened = open;
  box().replaceChildren(room);
  box().addEventListener('scroll', () => requestAnimationFrame(draw), { passive: true });
  box().addEventListener('keydown', keyed);
  box().addEventListener('click', (event) => {
    const row = event.target.closest('[role=option]');
    if (row) opened(Number(row.dataset.at), true);
  });
  new ResizeObserver(draw).observe(box());
  filters.begin(library, () => { filtered(); followed(); });
  filtered();
}

/** All rows as they are now. */
export const all = () => rows;

/** The reply that the list begins with; -1 where it shows none. */
export const first = () => shown[0] ?? -1;

/** The reply `step` further down; -1 where there is none. */
export function beside(at, step) {
  const place = shown.indexOf(at);
  // A reply that no longer fits the filter has its old neighbours.
  const base = place >= 0 ? place : shown.findIndex((one) => order.indexOf(one) > order.indexOf(at)) - (step > 0 ? 1 : 0);
  return shown[base + step] ?? -1;
}

/** Where a reply stands in what the list shows, for people. */
export function standing(at) {
  const place = shown.indexOf(at);
  return place < 0 ? '' : `${(place + 1).toLocaleString('en')} of ${shown.length.toLocaleString('en')}`;
}

/** Takes a row as it is now. */
export function update(row) {
  rows[row.at] = row;
  drawn.get(row.at)?.remove();
  drawn.delete(row.at);
  filters.count(rows);
  draw();
}

/** Marks a reply as the open one, and brings it into sight. */
export function choose(at) {
  const old = drawn.get(chosen);
  old?.setAttribute('aria-selected', 'false');
  chosen = at;
  const place = shown.indexOf(at);
  if (place >= 0) {
    const [top, bottom] = [place * HEIGHT, (place + 1) * HEIGHT];
    if (top < box().scrollTop) box().scrollTop = top;
    else if (bottom > box().scrollTop + box().clientHeight) box().scrollTop = bottom - box().clientHeight;
  }
  draw();
  drawn.get(at)?.setAttribute('aria-selected', 'true');
  if (drawn.has(at)) box().setAttribute('aria-activedescendant', `row-${at}`);
  else box().removeAttribute('aria-activedescendant');
}

function filtered() {
  shown = order.filter((at) => filters.shows(rows[at], mechanisms));
  room.style.height = `${shown.length * HEIGHT}px`;
  byId('count').textContent = shown.length === rows.length
    ? many(rows.length, 'reply', 'replies') : `${shown.length.toLocaleString('en')} of ${many(rows.length, 'reply', 'replies')}`;
  byId('none-fits').hidden = shown.length > 0;
  for (const row of drawn.values()) row.remove();
  drawn.clear();
  filters.count(rows);
  draw();
}

/** What is open is in the list, where that has any. */
function followed() {
  if (shown.length && !shown.includes(chosen)) opened(shown[0], null);
}

function draw() {
  const height = box().clientHeight || 600;
  const from = Math.max(0, Math.floor(box().scrollTop / HEIGHT) - SPARE);
  const to = Math.min(shown.length, Math.ceil((box().scrollTop + height) / HEIGHT) + SPARE);
  const wanted = new Set(shown.slice(from, to));
  for (const [at, row] of drawn) {
    if (!wanted.has(at)) {
      row.remove();
      drawn.delete(at);
    }
  }
  const missing = [...wanted].filter((at) => !drawn.has(at));
  for (const at of missing) drawn.set(at, made(rows[at], shown.indexOf(at)));
  // In the order in which they are read, for whoever hears the page.
  if (missing.length) room.append(...[...wanted].map((at) => drawn.get(at)));
}

function made(row, place) {
  const state = STATES[row.state];
  const node = el('div.row', {
    role: 'option', id: `row-${row.at}`, 'data-at': row.at, 'data-state': row.state, 'aria-selected': String(row.at === chosen),
    'aria-posinset': place + 1, 'aria-setsize': shown.length,
  },
  el('span.mark', {}, shape(row.is)),
  el('span.name', {}, row.title),
  el('span.folder', {}, row.folder || row.id),
  state ? el('span.state', {}, state) : null);
  node.style.transform = `translateY(${place * HEIGHT}px)`;
  return node;
}

function keyed(event) {
  const page = Math.max(1, Math.floor(box().clientHeight / HEIGHT) - 1);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
  const place = Math.max(0, shown.indexOf(chosen));
  let to = null;
  if (event.key in steps) to = Math.min(shown.length - 1, Math.max(0, place + steps[event.key]));
  if (event.key === 'Home') to = 0;
  if (event.key === 'End') to = shown.length - 1;
  if (event.key === 'Enter' && chosen >= 0) {
    event.preventDefault();
    byId('reply').focus();
  }
  if (to === null || !shown.length) return;
  event.preventDefault();
  opened(shown[to], false);
}
