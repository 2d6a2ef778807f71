// An export of invented macros as a help desk writes it: two spaces, some escapes, some signs as they are.

const FAILS = [
  'Please be advised that your request was declined.',
  'It is regretted that mistakes were made in your case.',
  'Your claim has been rejected after an assessment was carried out.',
  'The cancellation of the delivery was decided.',
  'We apologise if you felt ignored.',
];
const FINE = [
  'We packed your lamp on Tuesday and it left with the courier.',
  'You can print the label from the page below.',
  'The shade is back in stock in May.',
  'Our workshop opens at nine and closes at five.',
  'The bulb takes an E27 socket, up to 40 watts.',
];
const FOLDERS = ['Orders::Late', 'Returns', 'Damage', 'Billing', 'Warranty', 'Complaints'];

const macro = (at, body) => ({
  url: `https://fernhill.example/api/v2/macros/${9000 + at}.json`, id: 9000 + at, title: `${FOLDERS[at % FOLDERS.length]}::Macro ${at + 1}`,
  active: true, actions: [{ field: 'status', value: 'pending' }, { field: 'comment_value', value: body }], restriction: null,
});

const greeted = (lines) => ['Hi {{ticket.requester.first_name}},', lines.join(' '), 'Fernhill, caf\u00e9 side \u{1f4a1}'].join('\n\n');

/** A library of so many macros; every third fails, the first worst. */
export function library(count) {
  const macros = Array.from({ length: count }, (_, at) => {
    const fine = [FINE[at % 5], FINE[(at + 2) % 5]];
    if (at === 4) return macro(at, greeted([FAILS[0], FINE[0], FAILS[2]]));
    return macro(at, greeted(at % 3 ? fine : [fine[0], FAILS[(at / 3) % 5], fine[1]]));
  });
  // Exports escape some signs and not others; both stay as they are.
  return `${JSON.stringify({ macros, next_page: null, count }, null, 2).replaceAll('\u00e9', '\\u00e9')}\n`;
}
