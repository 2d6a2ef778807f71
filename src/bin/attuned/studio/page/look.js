// Light or dark: as the system has it, unless somebody says otherwise.

import { byId } from './dom.js';

const KEY = 'attuned-look';
const LOOKS = ['system', 'light', 'dark'];
const NAMES = { system: 'Look: as the system has it', light: 'Look: light', dark: 'Look: dark' };

function put(look) {
  if (look === 'system') delete document.documentElement.dataset.look;
  else document.documentElement.dataset.look = look;
  const button = byId('look');
  button.title = NAMES[look];
  button.setAttribute('aria-label', NAMES[look]);
  localStorage.setItem(KEY, look);
}

export function begin() {
  let look = LOOKS.includes(localStorage.getItem(KEY)) ? localStorage.getItem(KEY) : 'system';
  put(look);
  byId('look').addEventListener('click', () => {
    look = LOOKS[(LOOKS.indexOf(look) + 1) % LOOKS.length];
    put(look);
  });
}
