// The sample site, as `hexapla build` makes it, in Chromium: every kind of page in every language is valid HTML, without
// a violation that axe finds (WCAG A and AA), as wide as the window, light enough, and asks nobody for anything; languages
// are switched, right to left is the mirror image, notices speak the reader's language, a keyboard and no script are
// enough. See harness.mjs for what it needs.
import fs from "node:fs";
import path from "node:path";
import {
  check, checkAxe, checkHtml, checkLinks, checkWidth, copySample, finish, freshFolder, git, hexapla, htmlFiles, phone, serve, wide,
  withPage,
} from "./harness.mjs";

const work = freshFolder("site-test");
const languages = ["en", "fr", "es", "ru", "ar", "zh-Hans"];

// The sample, and a page with what else Markdown has.
const sample = copySample(path.join(work, "sample"));
fs.writeFileSync(path.join(sample, "content/guide.md"), `# A guide to everything

> [!NOTE]
> A note.

| Left | Right |
|:-----|------:|
| one  |     1 |

- [x] done
- [ ] not done

1. first
2. second

\`\`\`c
int main() { return a_long_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on; }
\`\`\`

Text with \`code\`, ~~deleted~~ and **strong** words[^1], and <q>a quotation</q>.

[^1]: A note at the foot.
`);
const folder = path.join(work, "site");
hexapla(["build", "-q", "-o", folder], sample);
const baseURL = await serve(folder);

// A reader of a language that the site does not have: nothing is suggested.
const browse = (options, visit) => withPage({ baseURL, locale: "ja-JP", ...options }, visit);

const kinds = {
  home: (language) => `/${language}/`,
  section: (language) => `/${language}/profiles/`,
  profile: (language) => `/${language}/profiles/mss/`,
  page: (language) => `/${language}/guide/`,
  404: (language) => `/${language}/404.html`,
};
const addresses = ["/", ...languages.flatMap((language) => Object.values(kinds).map((of) => of(language)))];

// --- files ---------------------------------------------------------------------------------------------------------

checkLinks(folder, /^(https?|mailto):/);
await checkHtml(folder, ["html-validate:recommended", "html-validate:a11y", "html-validate:document"], {
  "long-title": "off", // titles are the editors'
  "no-trailing-whitespace": "off", "no-raw-characters": "off", // texts are shown as they are
  "require-sri": "off", // nothing comes from elsewhere
});

// With its styles and scripts no page is heavier than this; pictures come on top.
const budget = 60 * 1024;
const size = (name) => fs.statSync(path.join(folder, name)).size;
for (const name of htmlFiles(folder)) {
  const text = fs.readFileSync(path.join(folder, name), "utf8");
  const more = [...text.matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)].map(([, to]) => path.join(path.dirname(name), to));
  const whole = [name, ...more].reduce((sum, file) => sum + size(file), 0);
  check(more.length > 0 || text.includes("http-equiv=\"refresh\""), `${name} has no styles`);
  check(whole <= budget, `${name} weighs ${whole} bytes with its styles and scripts`);
}

// --- every kind of page --------------------------------------------------------------------------------------------

// Colours depend on the scheme alone, what overflows on the window alone: two of the four pairs see everything.
await Promise.all([["light", wide], ["dark", phone]].map(([colorScheme, viewport]) =>
  browse({ colorScheme, viewport }, async (page) => {
    for (const address of addresses) {
      await page.goto(address);
      const what = `${address} (${colorScheme})`;
      await checkAxe(page, what);
      for (const window of [viewport === wide ? phone : wide, viewport]) {
        await page.setViewportSize(window);
        await checkWidth(page, `${what}, ${window.width} pixels`);
      }
    }
  })));

// --- languages -----------------------------------------------------------------------------------------------------

const heading = (page) => page.locator("h1").innerText();
const list = (page) => page.locator(".languages li a");

await browse({ viewport: wide }, async (page) => {
  const titles = {};
  for (const language of languages) {
    await page.goto(kinds.profile(language));
    titles[language] = await heading(page);
  }
  check(new Set(Object.values(titles)).size === languages.length, `titles: ${JSON.stringify(titles)}`);
  for (const language of languages) {
    await page.goto(kinds.profile(language));
    const shown = await list(page).evaluateAll((links) => links.map((link) => ({
      tag: link.hreflang, lang: link.lang, title: link.querySelector(".title").textContent, current: link.ariaCurrent,
    })));
    check(shown.length === languages.length, `${language}: ${shown.length} languages`);
    for (const one of shown) {
      check(one.title === titles[one.tag] && one.lang === one.tag, `${language}: ${JSON.stringify(one)} is not ${titles[one.tag]}`);
      check((one.current === "page") === (one.tag === language), `${language}: ${one.tag} is marked ${one.current}`);
    }
  }
  // By a click, and there and back by the keyboard.
  await page.goto(kinds.profile("en"));
  await page.locator(".languages a[hreflang=ar]").click();
  check((await page.locator("html").getAttribute("lang")) === "ar", "a click does not switch the language");
  check((await heading(page)) === titles.ar, "a click does not lead to the same page");
  for (let stops = 0; stops < 30; stops += 1) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement.hreflang)) === "zh-Hans") break;
  }
  await Promise.all([page.waitForURL("**/zh-Hans/profiles/mss/"), page.keyboard.press("Enter")]);
  check((await heading(page)) === titles["zh-Hans"], "the keyboard does not switch the language");
});

// --- right to left -------------------------------------------------------------------------------------------------

// Where things stand, from the side that a line begins at.
const places = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const right = getComputedStyle(document.documentElement).direction === "rtl";
  const start = (selector, number = 0) => {
    const box = document.querySelectorAll(selector)[number].getBoundingClientRect();
    return Math.round(right ? width - box.right : box.left);
  };
  const text = (selector) => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector(selector));
    const box = range.getClientRects()[0];
    return Math.round(right ? width - box.right : box.left);
  };
  const border = getComputedStyle(document.querySelector(".notice"));
  return {
    direction: getComputedStyle(document.body).direction,
    name: start(".site-name"), menu: start(".menu") > start(".site-name"), heading: text("h1"), caption: text("figcaption span"),
    crumb: start(".breadcrumbs li"), crumbs: start(".breadcrumbs li", 1) > start(".breadcrumbs li", 0),
    label: start(".facts dt"), fact: start(".facts dd") > start(".facts dt"), current: start(".languages [aria-current] .language"),
    previous: start(".previous"), next: start(".next") > start(".previous"),
    notice: right ? border.borderRightWidth !== "0px" && border.borderLeftWidth === "0px" : border.borderLeftWidth !== "0px",
  };
});

await browse({ viewport: wide }, async (page) => {
  await page.goto(kinds.profile("ru"));
  const ltr = await places(page);
  await page.goto(kinds.profile("ar"));
  const rtl = await places(page);
  check(rtl.direction === "rtl" && ltr.direction === "ltr", `directions: ${ltr.direction}, ${rtl.direction}`);
  for (const place of ["name", "heading", "caption", "crumb", "label", "previous"]) {
    check(Math.abs(rtl[place] - ltr[place]) <= 2, `${place} begins ${rtl[place]} pixels from the right, ${ltr[place]} from the left`);
  }
  for (const place of ["menu", "crumbs", "fact", "next", "notice"]) check(rtl[place] && ltr[place], `${place} is not mirrored`);
  // What is in another language keeps its own direction, alone.
  const foreign = await page.locator(".facts [lang=zh-Hans]").evaluate((one) => {
    const style = getComputedStyle(one);
    return [style.direction, style.unicodeBidi];
  });
  check(foreign.join() === "ltr,isolate", `a Chinese name on an Arabic page is set ${foreign}`);
  await page.goto("/ar/guide/");
  const fallback = await page.locator("main p[lang=en]").first().evaluate((one) => getComputedStyle(one).direction);
  check(fallback === "ltr", `English on an Arabic page is set ${fallback}`);
  const code = await page.locator("pre").evaluate((one) => getComputedStyle(one).direction);
  check(code === "ltr", `code on an Arabic page is set ${code}`);
});

// Nothing lies over anything else, whatever floats.
for (const viewport of [phone, wide]) {
  await browse({ viewport }, async (page) => {
    await page.goto(kinds.profile("fr"));
    const parts = await page.locator("header.site, .breadcrumbs, h1, figure, .facts, .contents, .resources, .neighbour, footer.site")
      .evaluateAll((all) => all.map((one) => [one.className || one.tagName, one.getBoundingClientRect()]));
    for (let i = 1; i < parts.length; i += 1) {
      const [[before, above], [name, box]] = [parts[i - 1], parts[i]];
      const apart = box.top >= above.bottom - 1 || box.left >= above.right - 1;
      check(apart, `${name} lies over ${before} in a window of ${viewport.width} pixels`);
    }
    const [, last] = parts.at(-1);
    check(parts.slice(0, -1).every(([, box]) => box.bottom <= last.top + 1), `something lies over the foot at ${viewport.width} pixels`);
  });
}

// A finger finds what one goes on by: as WCAG 2.2 has it, 24 pixels.
await browse({ viewport: phone }, async (page) => {
  for (const address of [kinds.profile("en"), kinds.profile("zh-Hans"), "/"]) {
    await page.goto(address);
    const small = await page.locator(".languages a, .menu a, .breadcrumbs a, .choice a, .neighbour a").evaluateAll((links) =>
      links.filter((link) => Math.min(link.getBoundingClientRect().height, link.getBoundingClientRect().width) < 24)
        .map((link) => `${link.textContent.trim()} (${link.getBoundingClientRect().height})`));
    check(small.length === 0, `${address}: small targets: ${small}`);
  }
});

// --- typography ----------------------------------------------------------------------------------------------------

await browse({ viewport: wide }, async (page) => {
  for (const language of languages) {
    await page.goto(kinds.profile(language));
    const seen = await page.evaluate(() => {
      const styles = [...document.querySelectorAll("body *")].map((one) => getComputedStyle(one));
      const long = [...document.querySelectorAll("main p:not([lang])")].sort((a, b) => b.textContent.length - a.textContent.length)[0];
      const lines = Math.round(long.getBoundingClientRect().height / parseFloat(getComputedStyle(long).lineHeight));
      return {
        spaced: styles.some((style) => style.letterSpacing !== "normal" || style.textAlign === "justify"),
        measure: Math.round(long.textContent.length / lines),
      };
    });
    check(!seen.spaced, `${language}: letters are spaced or lines justified`);
    const [least, most] = language === "zh-Hans" ? [28, 42] : [50, 85];
    check(seen.measure >= least && seen.measure <= most, `${language}: ${seen.measure} characters in a line`);
  }
  // Where there is a choice of fonts for Chinese characters, they are drawn as they are written in China.
  await page.goto(kinds.home("zh-Hans"));
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "h1" });
  const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
  const chinese = fonts.find((font) => /CJK/.test(font.familyName));
  check(chinese === undefined || / SC$/.test(chinese.familyName), `Chinese is set in ${chinese?.familyName}`);
});

// --- notices -------------------------------------------------------------------------------------------------------

const partly = {
  es: "Algunas partes de esta página aún no se han traducido.", ar: "لم تُترجم بعد أجزاء من هذه الصفحة.",
  ru: "Некоторые части этой страницы ещё не переведены.",
};
await browse({ viewport: wide }, async (page) => {
  for (const [language, words] of Object.entries(partly)) {
    await page.goto(`/${language}/guide/`);
    const notice = page.locator(".notice");
    check((await notice.innerText()).includes(words), `${language}: the notice says ${await notice.innerText()}`);
    check((await notice.locator("[lang]").count()) === 0, `${language}: the notice is not in the reader's language`);
    check(/[%٪]/.test(await notice.locator(".share").innerText()), `${language}: the notice has no share`);
    await notice.locator("a").click();
    check(page.url() === `${baseURL}/en/guide/`, `${language}: the notice leads to ${page.url()}`);
  }
  await page.goto(kinds.profile("en"));
  check((await page.locator(".notice").count()) === 0, "a notice on the original");
});

// A text that changed on a known day.
const aged = copySample(path.join(work, "aged"));
for (const options of [["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"]]) git(aged, options, "2026-01-02T03:04:05Z");
const changed = path.join(aged, "content/profiles/bnd.md");
fs.writeFileSync(changed, fs.readFileSync(changed, "utf8").replace("about 6,500 employees", "about 6,700 employees"));
hexapla(["update", "-q"], aged);
git(aged, ["commit", "-q", "-a", "-m", "Second"], "2026-03-04T05:06:07Z");
const agedSite = path.join(work, "aged-site");
hexapla(["build", "-q", "-o", agedSite], aged);
const agedURL = await serve(agedSite);
await browse({ baseURL: agedURL, viewport: phone }, async (page) => {
  const since = { fr: /4 mars 2026/, "zh-Hans": /2026年3月4日/, es: /4 de marzo de 2026/ };
  for (const [language, words] of Object.entries(since)) {
    await page.goto(`/${language}/profiles/bnd/`);
    const time = page.locator(".notice time");
    check(words.test(await time.innerText()), `${language}: outdated since ${await time.innerText()}`);
    check((await time.getAttribute("datetime")) === "2026-03-04", `${language}: the date is ${await time.getAttribute("datetime")}`);
    check((await page.locator(".notice [lang]").count()) === 0, `${language}: the notice is not in the reader's language`);
  }
});

// --- keyboard ------------------------------------------------------------------------------------------------------

const stopsOf = "a[href], button, input, select, textarea, summary, [tabindex=\"0\"]";
await browse({ viewport: wide }, async (page) => {
  for (const address of [kinds.home("zh-Hans"), kinds.profile("ar"), "/fr/profiles/bnd/", "/en/guide/"]) {
    await page.goto(address);
    const expected = await page.locator(stopsOf).evaluateAll((all) => {
      const seen = all.filter((one) => one.checkVisibility());
      seen.forEach((one, number) => { one.dataset.stop = String(number); });
      return seen.length;
    });
    for (let number = 0; number < expected; number += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
        return {
          number: one.dataset.stop, html: one.outerHTML.slice(0, 100),
          ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
          seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        };
      });
      if (at.number !== String(number)) {
        check(false, `${address}: stop ${number} of ${expected} is ${at.html}`);
        break;
      }
      check(at.ring && at.seen, `${address}: nobody sees that the keyboard is at ${at.html}`);
    }
    await page.goto(address);
    await page.keyboard.press("Tab");
    check((await page.evaluate(() => document.activeElement.className)) === "skip", `${address}: no skip link comes first`);
    await page.keyboard.press("Enter");
    check((await page.evaluate(() => document.activeElement.id)) === "content", `${address}: the skip link does not skip`);
  }
});

// --- no script, on paper -------------------------------------------------------------------------------------------

await browse({ viewport: phone, javaScriptEnabled: false }, async (page) => {
  for (const address of addresses) {
    await page.goto(address);
    const idle = page.locator("button, input, select, textarea");
    for (const one of await idle.all()) check(!(await one.isVisible()), `${address}: something that needs a script is shown`);
    check((await heading(page)).length > 1, `${address}: no heading`);
  }
  await page.goto(kinds.profile("fr"));
  check((await page.locator("main").innerText()).length > 2000, "no text without a script");
  check(await page.locator(".languages a[hreflang=ar]").isVisible(), "no languages without a script");
  await page.goto("/fr/profiles/bnd/");
  await page.locator("summary").first().click();
  check(await page.locator("details ul").first().isVisible(), "details do not open without a script");
});

await browse({ viewport: { width: 700, height: 900 }, colorScheme: "dark" }, async (page) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto(kinds.profile("ar"));
  const paper = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    return [style.backgroundColor, style.color].join();
  });
  check(paper === "rgb(255, 255, 255),rgb(0, 0, 0)", `printed as ${paper}`);
  for (const part of [".languages", ".menu", ".breadcrumbs", ".previous"]) {
    check(!(await page.locator(part).isVisible()), `${part} is printed`);
  }
  await checkWidth(page, "on paper");
  await checkAxe(page, "on paper");
});

await finish();
