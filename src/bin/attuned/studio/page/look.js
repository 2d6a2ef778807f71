// Light or dark: as the system has it, unless somebody says otherwise.

import { byId, toast } from './dom.js';

const KEY = 'attuned-look';
const NAMES = { system: 'Look: as the system has it', light: 'Look: light', dark: 'Look: dark' };
const night = matchMedia('(prefers-color-scheme: dark)');

function put(look) {
  if (look === 'system') delete document.documentElement.dataset.look;
  else document.documentElement.dataset.look = look;
  const button = byId('look');
  button.title = NAMES[look];
  button.setAttribute('aria-label', NAMES[look]);
  localStorage.setItem(KEY, look);
}

/** The looks in such an order that the first press shows another one. */
const looks = () => (night.matches ? ['system', 'light', 'dark'] : ['system', 'dark', 'light']);

export function begin() {
  let look = localStorage.getItem(KEY) in NAMES ? localStorage.getItem(KEY) : 'system';
  put(look);
  byId('look').addEventListener('click', () => {
    look = looks()[(looks().indexOf(look) + 1) % 3];
    put(look);
    toast(`${NAMES[look]}.`);
  });
}
