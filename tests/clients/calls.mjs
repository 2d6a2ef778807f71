// The calls of a client in Node, and what each saw, printed as a JSON list: calls.py in Node's words.
import { readFileSync } from "node:fs";

export const KEY = "sk-played-0123456789";
const HIDDEN = new Set(["date", "connection", "keep-alive"]);
const SCENES = JSON.parse(readFileSync(new URL("scenes.json", import.meta.url), "utf8"));
const CALLS = [];

export const RULES = "You answer for Brook & Vale, who sell and repair houses' things. Be brief.";
export const PROSE = ["hours", "parts", "cancelled", "ceiling", "door", "danger"];
export const OTHER = ["refused", "cited"];
export const FAILURES = [400, 401, 404, 429, 500, 502, 529].map((status) => `fails-${status}`);
export const TRACK = {
  type: "object",
  properties: { parcel: { type: "string" }, note: { type: "string" } },
  required: ["parcel", "note"],
  additionalProperties: false,
};

/** The messages that play a scene, without instructions. */
export function turns(name) {
  const scene = SCENES.find((one) => one.name === name);
  return [...(scene.before ?? []), { role: "user", content: scene.says }];
}

/** Registers a call, once for each of these values, which it gets. */
export function call(name, values, make, stream = false) {
  for (const value of values) CALLS.push({ call: `${name} ${value}`, stream, make: () => make(value) });
}

export const streamed = (name, values, make) => call(name, values, make, true);

/** All that a stream brings. */
export async function all(stream) {
  const events = [];
  for await (const event of await stream) events.push(event);
  return { events };
}

/** The events of a stream that does not end well, and how it ends. */
export async function until(stream) {
  const events = [];
  try {
    for await (const event of await stream) events.push(event);
  } catch (error) {
    return { events, ended: error.constructor.name, words: error.message };
  }
  return { events, ended: "as if it were whole" };
}

export function headers(response) {
  return [...response.headers].filter(([name]) => !HIDDEN.has(name)).sort();
}

/** An answer with its headers. */
export async function told(promise) {
  const { data, response } = await promise.withResponse();
  return { headers: headers(response), answer: data };
}

function failed(error) {
  const named = error.headers instanceof Headers ? headers(error) : null;
  return { failed: error.constructor.name, words: error.message, status: error.status ?? null, body: error.error ?? null, headers: named };
}

/** Runs all calls, one after the other. */
export async function run() {
  const seen = [];
  for (const { call, stream, make } of CALLS) {
    const saw = await Promise.resolve().then(make).catch(failed);
    seen.push({ call, stream, saw });
  }
  console.log(JSON.stringify(seen));
}
