// The export menu: nothing is written but among the downloads.

import { blob } from './api.js';
import { byId, el, toast } from './dom.js';

async function download(path, name) {
  try {
    const link = el('a', { href: URL.createObjectURL(await blob(path)), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    toast(`${name} is among your downloads; nothing else was written.`);
  } catch (refusal) {
    toast(refusal.message, true);
  }
}

/** Builds the menu for these files. */
export function menu(files) {
  const sheet = byId('export');
  const item = (name, path, file) => el('button', { type: 'button', onclick: () => { sheet.open = false; download(path, file); } }, name);
  const base = (path) => path.split(/[\\/]/).pop();
  byId('export-list').replaceChildren(
    ...files.slice(0, 12).map((file, at) => item(`${base(file.path)} as it is now`, `/api/files/${at}`, base(file.path))),
    item('Changes as a table, before and after (CSV)', '/api/report/csv', 'changed-replies.csv'),
    item('Changes to read, before and after (Markdown)', '/api/report/md', 'changed-replies.md'));
  document.addEventListener('click', (event) => { if (!sheet.contains(event.target)) sheet.open = false; });
  sheet.addEventListener('keydown', (event) => { if (event.key === 'Escape') { sheet.open = false; sheet.querySelector('summary').focus(); } });
}
