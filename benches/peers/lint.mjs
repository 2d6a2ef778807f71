// A JavaScript tool over drafts: `lint.mjs write-good|alex FILE PASSES` prints what `run` reads.
// `run` puts it beside the node_modules that it installed.
import {readFileSync} from 'node:fs'

const [name, path, passes] = process.argv.slice(2)
const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
const drafts = lines.map((line) => JSON.parse(line).draft)

const tools = {
  'write-good': async () => (await import('write-good')).default,
  alex: async () => (await import('alex')).text
}

function seconds(from) {
  return (performance.now() - from) / 1000
}

const start = performance.now()
const read = await tools[name]()
read(drafts[0])
const load = seconds(start)

function pass() {
  const start = performance.now()
  for (const draft of drafts) read(draft)
  return seconds(start)
}

console.log('bytes', drafts.reduce((sum, draft) => sum + Buffer.byteLength(draft), 0))
console.log('load', load)
pass()
for (let left = Number(passes); left > 0; left -= 1) console.log('pass', pass())
