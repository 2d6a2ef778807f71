// The studio's server, asked with the token of the address: kept for this tab alone, and taken out of the address.

const KEY = 'attuned-token';

const token = (() => {
  const address = new URL(location.href);
  const given = address.searchParams.get('token');
  if (given) {
    sessionStorage.setItem(KEY, given);
    address.searchParams.delete('token');
    history.replaceState(null, '', address);
  }
  return given ?? sessionStorage.getItem(KEY) ?? '';
})();

/** What the server did not do, and why. */
export class Refusal extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

async function asked(path, options = {}) {
  const headers = { 'x-attuned-token': token, ...(options.body ? { 'content-type': 'application/json' } : {}) };
  let answer;
  try {
    answer = await fetch(path, { ...options, headers, redirect: 'error' });
  } catch {
    throw new Refusal('gone', 'attuned studio does not answer any more; start it again in the terminal');
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Refusal(told.kind ?? 'broken', told.message ?? `the server says ${answer.status}; load the page again`);
  }
  return answer;
}

export const get = async (path) => (await asked(path)).json();
export const blob = async (path) => (await asked(path)).blob();
export const post = async (path, body = {}) =>
  (await asked(path, { method: 'POST', body: JSON.stringify(body) })).json();
