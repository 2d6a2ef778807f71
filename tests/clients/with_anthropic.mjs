// The package @anthropic-ai/sdk: what with_anthropic.py asks, as far as the two packages go together.
//
// node with_anthropic.mjs BASE_URL    such as http://127.0.0.1:8080
import Anthropic from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { z } from "zod";
import { all, call, FAILURES, headers, KEY, OTHER, PROSE, RULES, run, streamed, told, TRACK, turns, until } from "./calls.mjs";

const client = new Anthropic({ baseURL: process.argv[2], apiKey: KEY });
const patient = client.withOptions({ maxRetries: 0 });
const { messages } = client;
const TOOL = { name: "track", description: "Where a parcel is.", input_schema: TRACK };
const THINKS = { thinking: { type: "enabled", budget_tokens: 1024 } };
const Ticket = z.object({ summary: z.string(), days: z.number(), urgent: z.boolean() });
const output_config = { format: zodOutputFormat(Ticket) };

const asked = (scene, more) => ({ model: "played-1", max_tokens: 2048, system: RULES, messages: turns(scene), ...more });

call("messages whole", [...PROSE, ...OTHER], (scene) => told(messages.create(asked(scene))));
call("messages thought", ["hours", "cancelled"], (scene) => messages.create(asked(scene, THINKS)));
call("messages beta", ["hours", "cancelled"], (scene) => client.beta.messages.create(asked(scene, { betas: ["context-1m-2025-08-07"] })));
streamed("messages streamed", [...PROSE, ...OTHER], (scene) => all(messages.create(asked(scene, { stream: true }))));
streamed("messages streamed thought", ["hours", "cancelled"], (scene) => all(messages.create(asked(scene, { stream: true, ...THINKS }))));
streamed("messages streamed headers", ["hours", "cancelled"], async (scene) => {
  const { data, response } = await messages.create(asked(scene, { stream: true })).withResponse();
  return { headers: headers(response), ...(await all(data)) };
});
streamed("messages parts", PROSE, async (scene) => {
  const parts = [];
  const stream = messages.stream(asked(scene)).on("text", (part) => parts.push(part));
  return { answer: await stream.finalText(), parts };
});
streamed("messages accumulated", [...PROSE, ...OTHER], async (scene) => ({ answer: await messages.stream(asked(scene)).finalMessage() }));

call("messages tools", ["parcels", "bare_call"], (scene) => messages.create(asked(scene, { tools: [TOOL] })));
streamed("messages tools streamed", ["parcels", "bare_call"], (scene) => all(messages.create(asked(scene, { tools: [TOOL], stream: true }))));
streamed("messages tools accumulated", ["parcels", "bare_call"], async (scene) => ({
  answer: await messages.stream(asked(scene, { tools: [TOOL] })).finalMessage(),
}));
call("messages tools returned", ["parcels"], async (scene) => {
  const first = await messages.create(asked(scene, { tools: [TOOL] }));
  const content = first.content.filter((one) => one.type === "tool_use");
  const results = content.map((one) => ({ type: "tool_result", tool_use_id: one.id, content: "in Derby" }));
  const more = [{ role: "assistant", content }, { role: "user", content: results }];
  return messages.create({ ...asked(scene, { tools: [TOOL] }), messages: [...turns(scene), ...more] });
});
call("messages parsed", ["form"], (scene) => messages.parse(asked(scene, { output_config })));
streamed("messages parsed streamed", ["form"], async (scene) => ({ answer: await messages.stream(asked(scene, { output_config })).finalMessage() }));

call("many at once", [16], (count) =>
  Promise.all(Array.from({ length: count }, (_, at) => messages.create(asked(PROSE[at % PROSE.length])))));
call("messages error", FAILURES, (model) => patient.messages.create({ ...asked("cancelled"), model }));
call("messages error streamed", FAILURES, (model) => all(patient.messages.create({ ...asked("cancelled", { stream: true }), model })));
call("messages retried", ["hours", "cancelled"], (scene) => told(messages.create({ ...asked(scene), model: "busy-once" })));
for (const model of ["breaks-off", "cut-off"]) {
  streamed(`messages streamed until ${model}`, ["hours", "cancelled"], (scene) =>
    until(messages.create({ ...asked(scene, { stream: true }), model })));
}
call("tokens counted", ["hours"], (scene) => messages.countTokens({ model: "played-1", system: RULES, messages: turns(scene) }));
call("models", ["listed"], () => told(client.models.list()));

await run();
