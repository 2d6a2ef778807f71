// Elements, made by hand: text is always text, never markup.

/** An element with attributes, listeners (`onclick`) and children. */
export function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (typeof value === 'boolean' && !/^(aria|data)-/.test(key)) node.toggleAttribute(key, value);
    else node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The one element with this id. */
export const byId = (id) => document.getElementById(id);

export const SEVERITY = ['nothing', 'mild', 'clear', 'severe'];

/** A severity as shape and colour; the word stands beside it for whoever sees neither. */
export function shape(severity, spoken = true) {
  const mark = el('span.shape', { 'data-severity': severity, 'aria-hidden': 'true' });
  return spoken ? [mark, el('span.unseen', {}, SEVERITY[severity])] : [mark];
}

/** `1 reply`, `2 replies`. */
export function many(count, one, more = `${one}s`) {
  return `${count.toLocaleString('en')} ${count === 1 ? one : more}`;
}

let hiding;

/** Says something for a few seconds, to eyes and ears. */
export function toast(words, wrong = false) {
  const place = byId('toast');
  place.textContent = words;
  place.hidden = false;
  place.classList.toggle('wrong', wrong);
  clearTimeout(hiding);
  hiding = setTimeout(() => { place.hidden = true; }, wrong ? 9000 : 4500);
}

/** Says something to ears alone. */
export function speak(words) {
  byId('spoken').textContent = words;
}
