// The pages of `hexapla report` in Chromium: valid HTML, no violation that axe finds (WCAG levels A and AA) in light and
// dark, on a desktop and on a phone; nothing but its own files asked for; hostile texts harmless; readable without
// script, sortable with it. See harness.mjs for what it needs.
import fs from "node:fs";
import path from "node:path";
import {
  check, checkAxe, checkHtml, checkLinks, checkWidth, copySample, finish, freshFolder, git, hexapla, htmlFiles, open, phone,
  wide, withPage,
} from "./harness.mjs";

const work = freshFolder("report-test");

// --- two projects --------------------------------------------------------------------------------------------------

function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}

const header = (language) => `msgid ""\nmsgstr ""\n"Language: ${language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n`;

// Everything that people write is hostile here: pages' names, sources, translations, commits.
function makeHostileProject() {
  const folder = path.join(work, "hostile");
  const evil = "<script>window.pwned = 1</script><img src=x onerror=\"window.pwned = 1\">";
  const page = "content/a b#c?d%25&<e>\"'.md";
  writeFiles(folder, {
    "hexapla.yaml": "project: \"<b>Evil</b> & Co\"\nsource: en\nlanguages: [ar, fr, de]\ncontent:\n  - pages: content/**/*.md\n" +
      "template: po/all.pot\ncatalogs: po/{lang}.po\noutput: out/{lang}/{path}\n",
    [page]: `# First ${evil} heading\n\nOne text of five words.\n\nA third \`<b>\` text & more\n\nThe fourth.\n`,
    "content/clean.md": "# Clean\n",
  });
  hexapla(["update", "-q"], folder);
  for (const [language, word] of [["ar", "نص \u202e عربي"], ["fr", "texte"]]) {
    const name = path.join(folder, `po/${language}.po`);
    const text = fs.readFileSync(name, "utf8").replaceAll(/^msgstr ""\n\n/gm, `msgstr "${word} <script>window.pwned = 1</script>"\n\n`);
    fs.writeFileSync(name, text);
  }
  git(folder, ["init", "-q", "-b", "main"]);
  git(folder, ["add", "."]);
  git(folder, ["commit", "-q", "-m", `First ${evil}`]);
  writeFiles(folder, { [page]: `# First ${evil} heading, changed\n\nOne text of six words now.\n\nA third \`<b>\` text & more\n\nThe new one.\n` });
  git(folder, ["commit", "-q", "-a", "-m", `Second ${evil} \u202e`]);
  hexapla(["update", "-q"], folder);
  git(folder, ["commit", "-q", "-a", "-m", "Third"]);
  return folder;
}

function report(project, name, ...options) {
  const folder = path.join(work, name);
  hexapla(["report", "-q", "-o", folder, ...options], project);
  return folder;
}

const hostile = makeHostileProject();
const sites = {
  sample: report(copySample(path.join(work, "sample")), "sample-report"),
  french: report(path.join(work, "sample"), "french-report", "--ui", "fr"),
  hostile: report(hostile, "hostile-report"),
};

for (const folder of Object.values(sites)) {
  await checkHtml(folder, ["html-validate:standard", "html-validate:document"],
    { "long-title": "off", "no-trailing-whitespace": "off", "no-raw-characters": "off", "require-sri": "off" });
  checkLinks(folder, /^data:/);
}

async function checkPage(page, folder, name) {
  await open(page, folder, name);
  await checkAxe(page, name);
  await checkWidth(page, name);
  check((await page.evaluate(() => window.pwned)) === undefined, `${name}: a text was run as a script`);
}

// One of each kind, and all of the hostile ones.
function pagesToSee(site) {
  const all = htmlFiles(sites[site]);
  if (site === "hostile") return all;
  const units = all.filter((name) => /^(ar|fr|ru)\/.*\.md\.html$/.test(name)).slice(0, 3);
  return ["index.html", "ar/index.html", "fr/index.html", all.find((name) => name.startsWith("source/")), ...units];
}

for (const site of Object.keys(sites)) {
  for (const [colorScheme, viewport] of [["light", wide], ["dark", wide], ["light", phone]]) {
    await withPage({ colorScheme, viewport }, async (page) => {
      for (const name of pagesToSee(site)) await checkPage(page, sites[site], name);
    });
  }
}

// Without a script everything is there; with it, headings sort.
await withPage({ javaScriptEnabled: false, viewport: wide }, async (page) => {
  await open(page, sites.sample, "index.html");
  check((await page.locator("table.sortable tbody tr").count()) > 5, "no rows without a script");
  check((await page.locator("th button").count()) === 0, "buttons without a script");
});

await withPage({ viewport: wide }, async (page) => {
  await open(page, sites.sample, "fr/index.html");
  const words = () => page.locator("table.sortable tbody tr").evaluateAll((rows) =>
    rows.map((row) => Number(row.cells[4].dataset.v ?? row.cells[4].textContent)));
  const sorted = (numbers, sign) => numbers.every((n, i) => i === 0 || sign * (numbers[i - 1] - n) >= 0);
  const button = page.locator("table.sortable th button").nth(3);
  await button.click();
  check(sorted(await words(), 1), "words are not sorted, most first");
  await button.press("Enter");
  check(sorted(await words(), -1), "words are not sorted, fewest first");
  check((await page.locator("th[aria-sort=ascending]").count()) === 1, "the sorted column does not say so");
});

// The keyboard: the first stop skips to the content, and it shows where it is.
await withPage({ viewport: wide }, async (page) => {
  await open(page, sites.sample, "fr/index.html");
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { kind: document.activeElement.className, seen: box.left >= 0 && box.top >= 0,
             outline: getComputedStyle(document.activeElement).outlineStyle };
  });
  check(skip.kind === "skip" && skip.seen && skip.outline !== "none", `the skip link: ${JSON.stringify(skip)}`);
  await page.keyboard.press("Enter");
  check((await page.evaluate(() => document.activeElement.id)) === "main", "the skip link does not lead to the content");
});

// From right to left.
await withPage({ viewport: wide }, async (page) => {
  await open(page, sites.hostile, htmlFiles(sites.hostile).find((name) => /^ar\/content/.test(name)));
  const direction = await page.locator(".x[lang=ar]").first().evaluate((one) => getComputedStyle(one).direction);
  check(direction === "rtl", `Arabic is set from the ${direction}`);
  check((await page.locator("del").count()) > 0 && (await page.locator("ins").count()) > 0, "no words removed or added");
  check((await page.locator(".facts time").count()) > 0, "git is not asked since when");
});

await finish();
