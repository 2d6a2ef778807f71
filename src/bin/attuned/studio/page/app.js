// The studio's page: begins, and says which key does what.

import { get } from './api.js';
import { act } from './act.js';
import { desk, failed, follow, keepWriting, open, page, settled, show } from './desk.js';
import { byId } from './dom.js';
import * as keys from './keys.js';
import * as list from './list.js';
import * as look from './look.js';
import * as reply from './reply.js';
import * as save from './save.js';

function search() {
  document.body.classList.remove('reading');
  byId('search').focus();
  byId('search').select();
}

/** The keys of `attuned review`, and a few that a page has more. */
const KEYS = {
  y: act.accept, n: act.refuse, A: act.all, e: act.write, o: act.words, a: act.another, u: act.undo, r: act.redo,
  s: act.later, x: act.leaveIt, p: act.turn, j: () => act.near(1), k: () => act.near(-1), J: () => act.go(1), K: () => act.go(-1),
  w: () => saved(), '/': search,
};

async function begin() {
  look.begin();
  desk.act = act;
  try {
    const library = await save.library();
    Object.assign(page, { files: library.files, mechanisms: library.mechanisms, engine: library.engine, unsave: library.unsave });
    keys.begin(KEYS, library.mechanisms);
    list.begin(library, follow);
    save.begin(library, { save: saved, unsave: unsaved, open });
    const last = Number(sessionStorage.getItem('attuned-open') ?? -1);
    await open(last >= 0 && last < library.replies.length ? last : list.first());
    performance.mark('ready');
  } catch (refusal) {
    document.body.classList.add('reading');
    reply.nothing(refusal.message);
  }
}

/** Shows the open reply as it is now. */
async function again(written) {
  page.unsave = written.unsave;
  settled();
  if (desk.view) show(await get(`/api/replies/${desk.view.row.at}`));
}

async function saved() {
  await keepWriting();
  await save.save(again);
}

async function unsaved() {
  await keepWriting();
  await save.unsave(again).catch(failed);
}

begin();
