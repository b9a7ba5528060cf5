// usage: node judged.mjs JUDGE FOLDER
// Lets other people's libraries judge what local/target/judged holds: every file of forms/ and
// good/ must pass, and the verdict on every file of mutated/ must be ours (verdicts.json). JUDGE is a folder
// with judge.mjs and its libraries. Only loopback is contacted.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const [judgeFolder, folder] = process.argv.slice(2).map(name => path.resolve(name));
const server = http.createServer((request, response) => {
  const file = path.join(folder, path.normalize(new URL(request.url, 'http://localhost').pathname));
  if (!file.startsWith(folder + path.sep) || !fs.existsSync(file)) {
    response.writeHead(404, {connection: 'close'}).end();
    return;
  }
  // Kept open, a connection may end just as the next request is sent on it.
  response.writeHead(200, {'content-type': 'application/json', connection: 'close'}).end(fs.readFileSync(file));
});
await new Promise(ready => server.listen(0, '127.0.0.1', ready));
const here = `http://127.0.0.1:${server.address().port}/`;
const site = fs.readFileSync(path.join(folder, 'site', 'origin'), 'utf8').replace('http://', '');
process.env.JUDGE_MAP = ['https://judged.example/=' + here, `https://${site}/=${here}site/`, `http://${site}/=${here}site/`].join();

const load = name => import(pathToFileURL(path.join(judgeFolder, name)));
const {judge} = await load('judge.mjs');
const {Tally} = await load('lib.mjs');

// What the judge does to a document is repeated here a thousand times over by mutating it.
class Verdict extends Tally {
  constructor() {
    super(true);
    this.why = [];
  }
  async check(name, check) {
    return name.startsWith('tamper') ? true : super.check(name, check);
  }
  fail(name, error) {
    super.fail(name, error);
    this.why.push(`${name}: ${String(error?.message ?? error).replace(/\s+/g, ' ').slice(0, 200)}`);
  }
}

const files = name => fs.readdirSync(path.join(folder, name)).sort();
let failed = 0;
let checks = 0;
for (const name of files('forms')) {
  const tally = new Tally(false);
  console.log(name);
  await judge(path.join(folder, 'forms', name), tally);
  failed += tally.f > 0 ? 1 : 0;
}
console.log(`${files('forms').length} forms, ${failed} refused`);
let refused = 0;
for (const name of files('good')) {
  const tally = new Verdict();
  await judge(path.join(folder, 'good', name), tally);
  checks += tally.p;
  if (tally.f > 0) {
    refused++;
    console.log(`good/${name} is refused: ${tally.why.join('; ')}`);
  }
}
console.log(`${files('good').length} generated credentials, ${checks} checks passed, ${refused} credentials refused`);

const verdicts = JSON.parse(fs.readFileSync(path.join(folder, 'verdicts.json'), 'utf8'));
// A context inside the document that changes nothing is refused here alone: the next one might.
const stricter = name => name.includes('context_nested');
let disagreements = 0;
let strict = 0;
let accepted = 0;
for (const name of files('mutated')) {
  const tally = new Verdict();
  await judge(path.join(folder, 'mutated', name), tally);
  const theirs = tally.f === 0 && JSON.parse(fs.readFileSync(path.join(folder, 'mutated', name), 'utf8')).proof !== undefined;
  accepted += theirs ? 1 : 0;
  if (theirs && !verdicts[name].valid && stricter(name)) {
    strict++;
  } else if (theirs !== verdicts[name].valid) {
    disagreements++;
    console.log(`mutated/${name}: ours is ${verdicts[name].verdict} (${verdicts[name].findings.join(' ')}), theirs ${theirs ? 'accepted' : tally.why.join('; ')}`);
  }
}
console.log(`${files('mutated').length} mutated credentials, ${accepted} of them still good, ${strict} refused by rule here alone, ${disagreements} disagreements`);
server.close();
process.exit(failed + refused + disagreements > 0 ? 1 : 0);
