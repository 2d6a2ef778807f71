// The package openai for Node: what with_openai.py asks, as far as the two packages go together.
//
// node with_openai.mjs BASE_URL    such as http://127.0.0.1:8080/v1
import OpenAI, { toFile } from "openai";
import { zodResponseFormat, zodTextFormat } from "openai/helpers/zod";
import { z } from "zod";
import { all, call, FAILURES, headers, KEY, OTHER, PROSE, RULES, run, streamed, told, TRACK, turns, until } from "./calls.mjs";

const client = new OpenAI({ baseURL: process.argv[2], apiKey: KEY });
const patient = client.withOptions({ maxRetries: 0 });
const TOOL = { type: "function", function: { name: "track", parameters: TRACK, strict: true } };
const FLAT = { type: "function", name: "track", parameters: TRACK, strict: true };
const Ticket = z.object({ summary: z.string(), days: z.number(), urgent: z.boolean() });
const FULL = { reasoning: { summary: "auto" }, include: ["message.output_text.logprobs"] };

const chat = (scene, more) => ({ model: "played-1", messages: [{ role: "system", content: RULES }, ...turns(scene)], ...more });
const asked = (scene, more) => ({ model: "played-1", instructions: RULES, input: turns(scene), ...more });
const completions = client.chat.completions;

call("chat whole", [...PROSE, ...OTHER], (scene) => told(completions.create(chat(scene))));
call("chat several", PROSE, (scene) => completions.create(chat(scene, { n: 2, logprobs: true })));
streamed("chat streamed", [...PROSE, ...OTHER], (scene) => all(completions.create(chat(scene, { stream: true }))));
streamed("chat streamed several", PROSE, (scene) =>
  all(completions.create(chat(scene, { stream: true, n: 2, logprobs: true, stream_options: { include_usage: true } }))));
streamed("chat streamed headers", ["cancelled", "hours"], async (scene) => {
  const { data, response } = await completions.create(chat(scene, { stream: true })).withResponse();
  return { headers: headers(response), ...(await all(data)) };
});
streamed("chat accumulated", [...PROSE, ...OTHER], async (scene) => ({ answer: await completions.stream(chat(scene)).finalChatCompletion() }));
streamed("chat parts", PROSE, async (scene) => {
  const parts = [];
  const stream = completions.stream(chat(scene)).on("content", (part) => parts.push(part));
  return { answer: await stream.finalContent(), parts };
});
call("chat tools", ["parcels", "bare_call"], (scene) => completions.create(chat(scene, { tools: [TOOL] })));
streamed("chat tools streamed", ["parcels", "bare_call"], (scene) => all(completions.create(chat(scene, { tools: [TOOL], stream: true }))));
streamed("chat tools accumulated", ["parcels", "bare_call"], async (scene) => ({
  answer: await completions.stream(chat(scene, { tools: [TOOL] })).finalChatCompletion(),
}));
call("chat tools returned", ["parcels"], async (scene) => {
  const first = await completions.create(chat(scene, { tools: [TOOL] }));
  const { tool_calls } = first.choices[0].message;
  const results = tool_calls.map((one) => ({ role: "tool", tool_call_id: one.id, content: "in Derby" }));
  const messages = [...chat(scene).messages, { role: "assistant", content: null, tool_calls }, ...results];
  return completions.create({ ...chat(scene, { tools: [TOOL] }), messages });
});
const ticket = zodResponseFormat(Ticket, "ticket");
call("chat parsed", ["form"], (scene) => completions.parse(chat(scene, { response_format: ticket })));
streamed("chat parsed streamed", ["form"], async (scene) => ({
  answer: await completions.stream(chat(scene, { response_format: ticket })).finalChatCompletion(),
}));

call("responses whole", [...PROSE, ...OTHER], (scene) => told(client.responses.create(asked(scene))));
call("responses of text", ["hours", "cancelled"], (scene) =>
  client.responses.create({ ...asked(scene), input: turns(scene).at(-1).content }));
call("responses reasoned", ["hours", "cancelled"], (scene) => client.responses.create(asked(scene, FULL)));
streamed("responses streamed", [...PROSE, ...OTHER], (scene) => all(client.responses.create(asked(scene, { stream: true, ...FULL }))));
streamed("responses accumulated", [...PROSE, ...OTHER], async (scene) => {
  const answer = await client.responses.stream(asked(scene)).finalResponse();
  return { answer, text: answer.output_text };
});
call("responses tools", ["parcels", "bare_call"], (scene) => client.responses.create(asked(scene, { tools: [FLAT] })));
streamed("responses tools streamed", ["parcels", "bare_call"], (scene) =>
  all(client.responses.create(asked(scene, { tools: [FLAT], stream: true }))));
const format = zodTextFormat(Ticket, "ticket");
call("responses parsed", ["form"], (scene) => client.responses.parse(asked(scene, { text: { format } })));

call("many at once", [16], (count) =>
  Promise.all(Array.from({ length: count }, (_, at) => completions.create(chat(PROSE[at % PROSE.length])))));

call("chat error", FAILURES, (model) => patient.chat.completions.create({ ...chat("cancelled"), model }));
call("chat error streamed", FAILURES, (model) => all(patient.chat.completions.create({ ...chat("cancelled", { stream: true }), model })));
call("responses error", FAILURES, (model) => patient.responses.create({ ...asked("cancelled"), model }));
call("chat retried", ["hours", "cancelled"], (scene) => told(completions.create({ ...chat(scene), model: "busy-once" })));
for (const model of ["breaks-off", "cut-off"]) {
  streamed(`chat streamed until ${model}`, ["hours", "cancelled"], (scene) =>
    until(completions.create({ ...chat(scene, { stream: true }), model })));
  streamed(`responses streamed until ${model}`, ["hours", "cancelled"], (scene) =>
    until(client.responses.create({ ...asked(scene, { stream: true }), model })));
}

call("models", ["listed"], () => told(client.models.list()));
call("embeddings", ["two"], () => client.embeddings.create({ model: "played-e", input: ["one", "two words"] }));
call("old completions", ["one"], () => client.completions.create({ model: "played-0", prompt: "Please be advised that" }));
call("file sent", ["large"], async () =>
  client.files.create({ file: await toFile(Buffer.alloc(9_000_000, "claims\n"), "claims.jsonl"), purpose: "batch" }));
call("file fetched", ["binary"], async () => Buffer.from(await (await client.files.content("file-played")).arrayBuffer()).toString("hex"));
call("unknown address", ["nowhere"], () => client.get("/nowhere"));

await run();
