// Search on a site's search page, in files that are loaded when the reader begins (their form: search_index.h). What a
// word is, and which letters are the same, is what text/search_words.cpp says, too. Texts reach the page as texts only.
(function () {
  "use strict";

  const form = document.querySelector("main form[role=search]");
  const list = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  if (!form || !list || !status) return;
  const field = form.querySelector("input[name=q]");
  const language = document.documentElement.lang;
  const data = form.dataset;

  const partSize = 32;
  const textSize = 16;
  const shownAtOnce = 10;
  const places = "abcdefghijklmnopqrstuvwxyzABCDEF";

  // --- words ---------------------------------------------------------------------------------------------------------

  // Scripts whose words stand without spaces, and those whose words begin with an article or a preposition: a word is
  // also looked for inside of others.
  const inside = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Arab}\p{sc=Hebr}]/u;
  const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
  const cjk = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;
  const article = /^[\u0648\u0641]?(?:\u0627\u0644|\u0628\u0627\u0644|\u0643\u0627\u0644|\u0644\u0644)(?=.{3})/u;
  const wordCharacter = /[\p{L}\p{M}\p{N}]/u;
  const dropped = /[\u00ad\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
  const alike = {
    "\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0111": "d", "\u0127": "h", "\u0131": "i",
    "\u0142": "l", "\u03c2": "\u03c3", "\u0629": "\u0647", "\u0649": "\u064a", "\u0671": "\u0627",
    "\u06a9": "\u0643", "\u06c1": "\u0647", "\u06cc": "\u064a"
  };

  function fold(text) {
    let out = "";
    let base = "";
    for (const c of text.normalize("NFKC").toLowerCase().normalize("NFD")) {
      const code = c.codePointAt(0);
      if (code >= 0x300 && code <= 0x36f) {
        const own = (code === 0x306 && base === "\u0438") || (code === 0x308 && base === "\u0456");
        if (!own) continue;
      } else if (dropped.test(c)) {
        continue;
      }
      if (!/\p{M}/u.test(c)) base = c;
      let digit = -1;
      for (const zero of [0x660, 0x6f0, 0x966]) {
        if (code >= zero && code < zero + 10) digit = code - zero;
      }
      out += digit >= 0 ? String(digit) : alike[c] || c;
    }
    return out.normalize("NFC");
  }

  let segmenter = null;
  try {
    segmenter = new Intl.Segmenter(language, { granularity: "word" });
  } catch (_) {
    // runs of letters then, which find() takes apart by the index's own words
  }

  function wordsOf(text) {
    if (!segmenter) return runsOfLetters([text]);
    const pieces = [];
    let run = [];  // neighbours of one letter each: what the dictionary lacks; the index has them two by two
    const end = function () {
      if (run.length === 1) pieces.push(run[0]);
      for (let i = 1; i < run.length; ++i) pieces.push(run[i - 1] + run[i]);
      run = [];
    };
    for (const one of segmenter.segment(text)) {
      const single = one.isWordLike && cjk.test(one.segment) && Array.from(one.segment).length === 1;
      if (!single) end();
      if (single) run.push(one.segment);
      else if (one.isWordLike) pieces.push(one.segment);
    }
    end();
    return runsOfLetters(pieces);
  }

  function runsOfLetters(pieces) {
    return pieces.flatMap(function (one) { return fold(one).split(/[^\p{L}\p{M}\p{N}]+/u); }).filter(Boolean);
  }

  // --- the index -----------------------------------------------------------------------------------------------------

  const loading = new Map();
  const parts = [];
  const texts = [];
  self.hexaplaSearch = self.hexaplaSearch || [];

  function take() {
    for (const one of self.hexaplaSearch.splice(0)) {
      if (one.text !== undefined) {
        texts[one.text] = one.pages;
        continue;
      }
      const words = one.words.split(" ");
      const where = one.places.split(" ");
      const table = new Map();
      words.forEach(function (word, i) { table.set(word, where[i]); });
      parts[one.part] = { pages: one.pages, words: words, where: where, table: table, all: " " + one.words + " " };
    }
  }

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.src = data.index + name + ".js";
        script.charset = "utf-8";
        script.onload = function () { take(); resolve(); };
        script.onerror = function () { loading.delete(name); script.remove(); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  function loadIndex() {
    const all = [];
    for (let i = 0; i < Number(data.parts); ++i) all.push(load("words-" + i));
    return Promise.all(all);
  }

  // Calls found(page, level) for the places of a word in a part.
  function eachPlace(part, where, found) {
    let level = 0;
    for (const c of where) {
      if (c >= "0" && c <= "9") level = Number(c);
      else found(part * partSize + places.indexOf(c), level / 9);
    }
  }

  // --- finding -------------------------------------------------------------------------------------------------------

  function isKnown(piece) {
    return parts.some(function (part) { return part.all.includes(piece); });
  }

  // The longest pieces of a run that the index has, one after the other.
  function takeApart(run) {
    const pieces = [];
    for (let at = 0; at < run.length;) {
      let end = run.length;
      while (end > at + 1 && !isKnown(run.slice(at, end))) --end;
      pieces.push(run.slice(at, end));
      at = end;
    }
    return pieces;
  }

  // What other forms of a word begin with, where words have endings: "analys" of "analyses".
  function stemOf(word) {
    const cut = word.length < 5 ? 0 : Math.min(Math.floor((word.length - 3) / 2), 3);
    return inside.test(word) || /\d/.test(word) || cut === 0 ? null : word.slice(0, -cut);
  }

  function isFormOf(text, word, stem) {
    return stem !== null && text.startsWith(stem) && Math.abs(text.length - word.length) <= 3;
  }

  // Pages with words like this one, each with a figure for how well it fits. `shape` says what is like it, beside other
  // forms of it: "exact", "prefix", "inside".
  function pagesWith(word, shape) {
    const stem = stemOf(word);
    const found = new Map();  // words of the index: how much alike, where
    const note = function (part, text, where, likeness) {
      if (!found.has(text)) found.set(text, { likeness: likeness, places: [] });
      const one = found.get(text);
      eachPlace(part, where, function (page, level) { one.places.push([page, level]); });
    };
    parts.forEach(function (part, number) {
      const exact = part.table.get(word);
      if (exact !== undefined) note(number, word, exact, 1);
      if (!part.all.includes(shape === "inside" ? stem || word : " " + (stem || word))) return;
      part.words.forEach(function (text, i) {
        if (text === word) return;
        const begins = shape !== "exact" && text.startsWith(word);
        const near = word.length / Math.max(text.length, word.length);
        if (begins) note(number, text, part.where[i], 0.7 * (0.4 + 0.6 * near));
        else if (shape === "inside" && text.includes(word)) note(number, text, part.where[i], 0.5 * (0.4 + 0.6 * near));
        else if (isFormOf(text, word, stem)) note(number, text, part.where[i], 0.3);
      });
    });
    const total = parts.reduce(function (sum, part) { return sum + part.pages.length; }, 0);
    const pages = new Map();
    for (const one of found.values()) {
      const rarity = Math.log(1 + total / one.places.length);
      for (const [page, level] of one.places) {
        const score = one.likeness * rarity * level;
        pages.set(page, Math.max(pages.get(page) || 0, score));
      }
    }
    return pages;
  }

  function both(left, right) {
    const made = new Map();
    for (const [page, score] of left) {
      if (right.has(page)) made.set(page, score + right.get(page));
    }
    return made;
  }

  function either(left, right) {
    const made = new Map(left);
    for (const [page, score] of right) made.set(page, Math.max(made.get(page) || 0, score));
    return made;
  }

  // `marks` gets what is to be marked in the texts found.
  function find(word, isLast, marks) {
    const core = word.replace(article, "");
    const shape = inside.test(word) && (unspaced.test(word) || core.length > 2) ? "inside" : isLast ? "prefix" : "exact";
    let pages = pagesWith(word, shape);
    marks.push({ text: word, shape: shape });
    if (core !== word) {
      pages = either(pages, pagesWith(core, "inside"));
      marks.push({ text: core, shape: "inside" });
    }
    if (shape === "exact" && pages.size === 0) {
      pages = pagesWith(word, "prefix");
      marks.push({ text: word, shape: "prefix" });
    }
    if (!unspaced.test(word) || word.length < 2) return pages;
    const pieces = takeApart(word);
    if (pieces.length < 2) return pages;
    let apart = null;
    for (const piece of pieces) {
      const some = pagesWith(piece, "inside");
      apart = apart ? both(apart, some) : some;
    }
    for (const [page, score] of apart) apart.set(page, score / 2);
    if (pages.size === 0) pieces.forEach(function (piece) { marks.push({ text: piece, shape: "inside" }); });
    return either(pages, apart);
  }

  function allOf(words, marks) {
    let pages = null;
    words.forEach(function (word, i) {
      const some = find(word, i === words.length - 1, marks);
      pages = pages ? both(pages, some) : some;
    });
    return pages || new Map();
  }

  function pageOf(number) {
    return parts[Math.floor(number / partSize)].pages[number % partSize];
  }

  function search(query) {
    const words = Array.from(new Set(wordsOf(query)));
    let marks = [];
    let pages = allOf(words, marks);
    if (pages.size === 0 && unspaced.test(query)) {
      // Words may end elsewhere in the text than in the query.
      marks = [];
      const letters = words.flatMap(function (word) { return unspaced.test(word) ? Array.from(word) : [word]; });
      pages = allOf(letters, marks);
    }
    // A single letter says little beside whole words, and would be marked all over.
    const isLetter = function (mark) { return unspaced.test(mark.text) && Array.from(mark.text).length === 1; };
    if (!marks.every(isLetter)) marks = marks.filter(function (mark) { return !isLetter(mark); });
    const whole = fold(query).trim();
    for (const [page, score] of pages) {
      const title = fold(pageOf(page)[1]);
      if (title === whole) pages.set(page, score * 4);
      else if (title.includes(whole)) pages.set(page, score * 2);
    }
    if (whole.length > 1) marks.unshift({ text: whole, shape: "inside" });
    const order = Array.from(pages).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
    return { pages: order.map(function (one) { return one[0]; }), marks: marks };
  }

  // --- marking -------------------------------------------------------------------------------------------------------

  // A text folded, and where each piece of it stands in the text.
  function foldWithPlaces(text) {
    let out = "";
    const from = [];
    for (const one of text.matchAll(/[^\p{M}]\p{M}*|\p{M}+/gsu)) {
      const folded = fold(one[0]);
      for (let i = 0; i < folded.length; ++i) from.push(one.index);
      out += folded;
    }
    from.push(text.length);
    return { text: out, from: from };
  }

  function isWordAt(text, at) {
    return at >= 0 && at < text.length && wordCharacter.test(text[at]);
  }

  // [begin, end, number of the mark] of what is to be marked, in order, none within another.
  function rangesIn(text, marks) {
    const folded = foldWithPlaces(text);
    const found = [];
    marks.forEach(function (mark, number) {
      const free = mark.shape === "inside" && inside.test(mark.text);
      const stem = stemOf(mark.text);
      if (stem !== null && mark.shape !== "inside") {
        for (const one of folded.text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
          const fits = isFormOf(one[0], mark.text, stem);
          if (fits) found.push([folded.from[one.index], folded.from[one.index + one[0].length], number]);
        }
      }
      for (let at = 0; (at = folded.text.indexOf(mark.text, at)) >= 0; at += mark.text.length) {
        let end = at + mark.text.length;
        if (!free && isWordAt(folded.text, at - 1)) continue;
        if (!free && isWordAt(folded.text, end)) {
          if (mark.shape === "exact") continue;
          while (isWordAt(folded.text, end)) ++end;
        }
        found.push([folded.from[at], folded.from[end], number]);
      }
    });
    found.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
    const made = [];
    for (const one of found) {
      const last = made[made.length - 1];
      if (last && one[0] === last[1] && unspaced.test(text[one[0] - 1])) last[1] = one[1];
      else if (one[1] > one[0] && (!last || one[0] >= last[1])) made.push(one);
    }
    return made;
  }

  // `text` from begin to end, as nodes.
  function append(parent, text, begin, end, ranges) {
    let at = begin;
    for (const [from, to] of ranges) {
      if (to <= at || from >= end) continue;
      if (from > at) parent.append(text.slice(at, from));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(Math.max(from, at), Math.min(to, end));
      parent.append(mark);
      at = Math.min(to, end);
    }
    if (at < end) parent.append(text.slice(at, end));
  }

  function runsOf(block) {
    return (typeof block === "string" ? [block] : block).map(function (run) {
      return typeof run === "string" ? { text: run } : { lang: run[0], dir: run[1], text: run[2] };
    });
  }

  // Not within a word, nor within a character.
  function edge(text, at, step) {
    const end = step < 0 ? 0 : text.length;
    if (at <= 0 || at >= text.length) return step < 0 ? Math.max(at, 0) : Math.min(at, text.length);
    for (let tries = 0; at !== end && tries < 20; at += step, ++tries) {
      if (/\s/.test(text[at - 1])) return at;
    }
    const code = text.charCodeAt(at);
    return code >= 0xdc00 && code < 0xe000 ? at - 1 : at;
  }

  function excerpt(blocks, marks) {
    let best = null;
    for (const block of blocks) {
      const runs = runsOf(block);
      const text = runs.map(function (run) { return run.text; }).join("");
      const ranges = rangesIn(text, marks);
      const value = new Set(ranges.map(function (one) { return one[2]; })).size + Math.min(ranges.length, 5) / 10 +
        Math.min(text.length / (unspaced.test(text) ? 30 : 80), 1) * 0.9;
      if (ranges.length && (!best || value > best.value)) best = { runs: runs, text: text, ranges: ranges, value: value };
    }
    if (!best && blocks.length) {
      const runs = runsOf(blocks.find(function (block) { return runsOf(block)[0].text.length > 40; }) || blocks[0]);
      best = { runs: runs, text: runs.map(function (run) { return run.text; }).join(""), ranges: [] };
    }
    if (!best) return null;
    const room = unspaced.test(best.text) ? 45 : 110;
    const first = best.ranges.length ? best.ranges[0][0] : 0;
    const begin = first < room ? 0 : edge(best.text, first - room + 30, -1);
    let end = edge(best.text, Math.min(begin + 2 * room, best.text.length), 1);
    while (end > begin && /\s/.test(best.text[end - 1])) --end;
    const line = document.createElement("p");
    const same = best.runs.every(function (run) { return run.lang === best.runs[0].lang; });
    if (same && best.runs[0].lang) {
      line.lang = best.runs[0].lang;
      line.dir = best.runs[0].dir;
    }
    if (begin > 0) line.append("\u2026");
    let at = 0;
    for (const run of best.runs) {
      const from = Math.max(begin - at, 0);
      const to = Math.min(end - at, run.text.length);
      const ranges = best.ranges.map(function (one) { return [one[0] - at, one[1] - at]; });
      let parent = line;
      if (run.lang && !same && from < to) {
        parent = document.createElement("bdi");
        parent.lang = run.lang;
        parent.dir = run.dir;
        line.append(parent);
      }
      if (from < to) append(parent, run.text, from, to, ranges);
      at += run.text.length;
    }
    if (end < best.text.length) line.append("\u2026");
    return line;
  }

  // --- showing -------------------------------------------------------------------------------------------------------

  function say(name, more) {
    const word = document.querySelector("#search-words [data-name=" + name + "]");
    const text = document.createElement("span");
    if (word.lang) text.lang = word.lang;
    if (word.dir) text.dir = word.dir;
    text.textContent = word.textContent;
    status.replaceChildren(text);
    if (more) status.append(" " + more);
  }

  function written(number) {
    const digits = Array.from(data.digits || "0123456789");
    return String(number).replace(/\d/g, function (c) { return digits[Number(c)] || c; });
  }

  function addressOf(page) {
    const folder = location.protocol === "file:" && page[0].endsWith("/");
    return data.root + page[0] + (folder ? "index.html" : "");
  }

  function item(number, marks) {
    const page = pageOf(number);
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = addressOf(page);
    if (page[2]) {
      link.lang = page[2];
      link.dir = page[3];
    }
    append(link, page[1], 0, page[1].length, rangesIn(page[1], marks));
    made.append(link);
    const file = Math.floor(number / textSize);
    load("text-" + file).then(function () {
      const line = excerpt(texts[file][number % textSize], marks);
      if (line) made.append(line);
    }, function () {});
    return made;
  }

  let more = null;

  function show(found, from) {
    if (more) more.remove();
    const focused = from > 0;
    const items = found.pages.slice(from, from + shownAtOnce).map(function (page) { return item(page, found.marks); });
    list.append.apply(list, items);
    if (focused && items.length) items[0].querySelector("a").focus();
    const next = from + shownAtOnce;
    if (next >= found.pages.length) return;
    const word = document.querySelector("#search-words [data-name=more]");
    more = document.createElement("button");
    more.type = "button";
    more.textContent = word.textContent;
    if (word.lang) more.lang = word.lang;
    more.addEventListener("click", function () { show(found, next); });
    list.after(more);
  }

  let latest = "";

  function run() {
    const query = field.value.trim();
    if (query === latest) return;
    latest = query;
    try {
      history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
    } catch (_) {
      // a file's address may be its own
    }
    if (!query) {
      if (more) more.remove();
      list.replaceChildren();
      status.replaceChildren();
      return;
    }
    if (parts.length === 0) say("searching");
    loadIndex().then(function () {
      if (query !== latest) return;
      const found = search(query);
      list.replaceChildren();
      show(found, 0);
      if (found.pages.length) say("found", written(found.pages.length));
      else say("none");
    }, function () {
      latest = "";
      say("failed");
    });
  }

  let waiting = 0;
  field.addEventListener("focus", function () { loadIndex().catch(function () {}); });
  field.addEventListener("input", function (event) {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(run, 150);
  });
  field.addEventListener("compositionend", run);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    run();
  });

  // Down from the field into the results, and up and down among them.
  form.parentNode.addEventListener("keydown", function (event) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step || event.isComposing) return;
    const links = Array.from(list.querySelectorAll("a"));
    const at = links.indexOf(document.activeElement);
    if (at < 0 && (step < 0 || document.activeElement !== field)) return;
    const next = at + step < 0 ? field : links[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    field.value = asked;
    run();
  }
})();
