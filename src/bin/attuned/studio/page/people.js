// People who might receive a reply, and what it does to each of them.

import { el, shape } from './dom.js';
import { arrow } from './scores.js';

/** What the notes beside the file name, without what the page adds. */
const noted = (view) => view.people.filter((one) => one.noted).map(({ who, message, imagined }) => ({ who, message, imagined }));

/** From how many letters on a message has no room in its card. */
const LONG = 240;

const NOTHING = 'Nothing found for them: this text was held against what they wrote, for the four faults that are looked for. Whether it is kind, fair and true is for you to read.';

function person(one, view, act) {
  const felt = (felt) => el('li', {}, shape(felt.severity), el('b', { title: act.term(felt.mechanism) }, act.plain(felt.mechanism)), ': ', felt.message);
  return el('li.person', {},
    el('p.who', {}, one.who || 'Somebody', one.imagined ? el('span.tag', {}, 'imagined') : null,
      el('span.steps', {}, act.moved ? [shape(one.was), arrow(), shape(one.is)] : shape(one.was))),
    // A long message scrolls, by keyboard too.
    el('blockquote.words', one.message.length > LONG ? { tabindex: '0', 'data-long': true } : {}, one.message),
    one.noted ? el('button.away', { type: 'button', 'aria-label': `Take ${one.who || 'somebody'} away`, title: 'Take away', onclick: () => act.people(without(view, one)) }, '×') : null,
    one.felt.length ? el('ul.felt', {}, one.felt.map(felt)) : el('p.felt', {}, NOTHING));
}

function without(view, gone) {
  return noted({ people: view.people.filter((one) => one !== gone) });
}

/** Somebody whom the writer knows. */
function adding(view, engine, act) {
  const form = el('form.adding', {
    onsubmit: (event) => {
      event.preventDefault();
      const { who, message } = event.target.elements;
      if (message.value.trim()) act.people([...noted(view), { who: who.value.trim(), message: message.value.trim(), imagined: false }]);
    },
  },
  el('label', {}, el('span', {}, 'Who they are, in a few words'), el('input', { name: 'who', autocomplete: 'off', placeholder: 'a parent whose parcel is late' })),
  el('label', {}, el('span', {}, 'What they wrote'), el('textarea', { name: 'message', rows: 3, required: true })),
  el('button.plain', { type: 'submit' }, 'Add them'),
  el('p.small', {}, 'They are kept at once in the notes beside the file; the file itself is not touched.'));
  return el('details.more', {}, el('summary', {}, 'Add somebody who receives it'), form, asking(engine, act));
}

/** Asking a model for people: what is sent and where is said before the button is pressed. */
function asking(engine, act) {
  if (!engine.remote) {
    return el('p.small', {}, 'Nobody can be imagined without a language model: start the studio with ', el('code', {}, '--base-url'),
      ' and ', el('code', {}, '--model'), '.');
  }
  return el('div.asking', {},
    el('p.small', {}, `The title and the text of this reply go to ${engine.name}. Who comes back is kept in the notes beside the file.`),
    el('button.plain', { type: 'button', id: 'imagine', onclick: act.imagine }, 'Imagine three people'));
}

/** The section above the text: a line where nobody is known. */
export function people(view, engine, act) {
  return el('section.people', { 'aria-labelledby': 'people-title', 'data-known': view.people.length > 0 },
    el('h3', { id: 'people-title' }, 'Who receives this'),
    view.people.length
      ? el('ul.row-of', {}, view.people.map((one) => person(one, view, act)))
      : el('p.small', {}, 'Nobody says, so its words alone are judged.'),
    adding(view, engine, act));
}
