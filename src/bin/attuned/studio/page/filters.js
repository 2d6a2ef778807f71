// Which replies the list shows: by severity, mechanism, state and file, and by a search through titles and texts.

import { SEVERITY, byId, el, shape } from './dom.js';

const STATES = [
  ['', 'any state'], ['undecided', 'undecided'], ['changed', 'changed, not saved'], ['held', 'changed, cannot be saved'], ['saved', 'saved'],
  ['refused', 'changes refused'], ['skipped', 'skipped'], ['done', 'done'], ['fine', 'nothing found'],
];

const asked = { query: '', severities: new Set(), mechanism: '', state: '', file: '' };
const texts = new Map();

/** What a search looks through, made once. */
function haystack(row) {
  if (texts.get(row.at)?.row !== row.text) {
    texts.set(row.at, { row: row.text, all: [row.folder, row.title, row.id, row.text].join('\n').toLowerCase() });
  }
  return texts.get(row.at).all;
}

/** Whether a reply is shown. `mechanisms` are the ids in the order of a row's levels. */
export function shows(row, mechanisms) {
  const words = asked.query.split(/\s+/).filter(Boolean);
  return (!asked.severities.size || asked.severities.has(row.is))
    && (!asked.mechanism || row.levels[mechanisms.indexOf(asked.mechanism)] > 0)
    && (!asked.state || row.state === asked.state)
    && (asked.file === '' || row.file === Number(asked.file))
    && words.every((word) => haystack(row).includes(word));
}

function select(label, options, change) {
  const choice = el('select', { 'aria-label': label, onchange: (event) => change(event.target.value) },
    options.map(([value, name]) => el('option', { value }, name)));
  return choice;
}

/** Builds the filters; `changed` is called when one changes. */
export function begin(library, changed) {
  const set = (key) => (value) => { asked[key] = value; changed(); };
  const chips = [3, 2, 1, 0].map((severity) => {
    const name = severity ? SEVERITY[severity] : 'none found';
    return el('button.chip', {
      type: 'button', 'aria-pressed': 'false', 'data-chip': severity,
      onclick: (event) => {
        const on = !asked.severities.delete(severity) && Boolean(asked.severities.add(severity));
        event.currentTarget.setAttribute('aria-pressed', on);
        changed();
      },
    }, shape(severity, false), name, el('span.number'));
  });
  const files = library.files.map((file, at) => [at, file.path]);
  byId('filters').replaceChildren(
    el('div.chips', { role: 'group', 'aria-label': 'Severity' }, chips),
    el('div.selects', {},
      select('Mechanism', [['', 'any mechanism'], ...library.mechanisms.map(({ id, title, plain }) => [id, `${plain} (${title})`])], set('mechanism')),
      select('State', STATES, set('state')),
      files.length > 1 && select('File', [['', 'any file'], ...files], set('file'))),
  );
  byId('all-again').addEventListener('click', () => { cleared(); changed(); byId('search').focus(); });
  let typed;
  byId('search').addEventListener('input', (event) => {
    clearTimeout(typed);
    typed = setTimeout(() => { asked.query = event.target.value.trim().toLowerCase(); changed(); }, 60);
  });
}

/** Shows every reply again. */
function cleared() {
  Object.assign(asked, { query: '', severities: new Set(), mechanism: '', state: '', file: '' });
  byId('search').value = '';
  for (const chip of document.querySelectorAll('[data-chip]')) chip.setAttribute('aria-pressed', 'false');
  for (const choice of byId('filters').querySelectorAll('select')) choice.value = '';
}

/** How many replies each severity has. */
export function count(rows) {
  const counts = [0, 0, 0, 0];
  for (const row of rows) counts[row.is] += 1;
  for (const chip of document.querySelectorAll('[data-chip]')) {
    chip.querySelector('.number').textContent = counts[Number(chip.dataset.chip)].toLocaleString('en');
  }
}
