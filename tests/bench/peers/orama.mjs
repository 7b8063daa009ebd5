// node orama.mjs words|terms|evidence TEXT LEXICON.json: the lexical job as one writes it in Node:
// words by a Unicode expression, lower case, @orama/stemmers with a cache; then phrases over the
// stems and each regular expression over the text.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { stemmer } = createRequire(import.meta.url)('@orama/stemmers/dutch');
const [what, path, lexiconPath] = process.argv.slice(2);
const bytes = readFileSync(path);
const lexicon = JSON.parse(readFileSync(lexiconPath, 'utf8'));
const terms = new Map(lexicon.terms.map((word, i) => [stemmer(word), i]));
const phrases = new Map();
for (const phrase of lexicon.phrases) {
  const stems = phrase.split(' ').map((word) => stemmer(word));
  phrases.set(stems[0], [...(phrases.get(stems[0]) ?? []), stems]);
}
const patterns = lexicon.patterns.map((source) => new RegExp(source, 'giu'));
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

function* pieces(most = bytes.length) {
  for (let at = 0; at < most;) {
    const gap = bytes.length - at > 65536 ? bytes.indexOf('\n\n', at + 65536) : -1;
    const end = gap < 0 ? bytes.length : gap + 2;
    yield bytes.toString('utf8', at, end);
    at = end;
  }
}

let cache;
function lookUp(word) {
  let known = cache.get(word);
  if (known === undefined) {
    const stem = stemmer(word);
    let hits = terms.has(stem) ? 1 : 0;
    if (what === 'evidence') for (const prefix of lexicon.prefixes) if (word.startsWith(prefix)) hits++;
    cache.set(word, known = { stem, hits });
  }
  return known;
}

function findPhrases(stems) {
  let found = 0;
  for (let i = 0; i < stems.length; i++) {
    const starts = phrases.get(stems[i]);
    if (starts) for (const phrase of starts) {
      let at = 1;
      while (at < phrase.length && stems[i + at] === phrase[at]) at++;
      if (at === phrase.length) found++;
    }
  }
  return found;
}

function findPatterns(text) {
  let found = 0;
  for (const pattern of patterns) {
    pattern.lastIndex = 0;
    while (pattern.exec(text)) found++;
  }
  return found;
}

function pass(most) {
  const result = { words: 0, found: 0 };
  cache = new Map();
  for (const text of pieces(most)) {
    const stems = [];
    for (const [word] of text.matchAll(WORD)) {
      result.words++;
      if (what === 'words') continue;
      const { stem, hits } = lookUp(word.toLowerCase());
      result.found += hits;
      if (what === 'evidence') stems.push(stem);
    }
    if (what === 'evidence') result.found += findPhrases(stems) + findPatterns(text);
  }
  return result;
}

let result = pass(Math.min(bytes.length, 1e6)); // warm
const before = process.cpuUsage();
const start = process.hrtime.bigint();
let passes = 0;
let wall = 0;
do {
  result = pass();
  passes++;
  wall = Number(process.hrtime.bigint() - start) * 1e-9;
} while (wall < 0.25);
const cpu = process.cpuUsage(before);
console.log(JSON.stringify({ bytes: bytes.length, wall: wall / passes,
  cpu: (cpu.user + cpu.system) * 1e-6 / passes, ...result }));
