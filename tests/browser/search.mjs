// Search on the sample site and the suggestion of a reader's language, in Chromium: words are found in English, Arabic
// and Chinese, from their beginning on; nobody is asked for anything; a suggestion is shown once, to whom it concerns,
// and what a reader chose stays chosen. See harness.mjs for what it needs.
import path from "node:path";
import {
  check, checkAxe, checkWidth, copySample, finish, freshFolder, hexapla, phone, serve, wide, withPage,
} from "./harness.mjs";

const work = freshFolder("search-test");
const folder = path.join(work, "site");
hexapla(["build", "-q", "-o", folder], copySample(path.join(work, "sample")));
const baseURL = await serve(folder);
// A reader of a language that the site does not have: nothing is suggested.
const browse = (options, visit) => withPage({ baseURL, locale: "ja-JP", ...options }, visit);

// --- search --------------------------------------------------------------------------------------------------------

const field = (page) => page.locator("form[role=search] input[type=search][name=q]:visible").first();

// From a page of the language, as a reader does; the results' titles and addresses.
async function search(page, language, words) {
  await page.goto(`/${language}/profiles/`);
  await field(page).fill(words);
  await field(page).press("Enter");
  await page.locator("#search-results li a, #search-status:not(:empty)").first().waitFor();
  await page.waitForFunction(() => document.querySelector("#search-results li a") !== null ||
    document.querySelector("#search-status").textContent.length > 12);
  return page.locator("#search-results li a").evaluateAll((links) => links.map((link) => [link.textContent, link.href]));
}

const plain = (text) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

await browse({ viewport: wide }, async (page) => {
  const cases = [
    ["zh-Hans", "安全", "安全", "mss"], ["zh-Hans", "国家安全部", "国家安全部", "mss"], ["zh-Hans", "情报法", "情报法", "mss"],
    ["ar", "الأمن", "أمن", "mss"], ["ar", "وزارة أمن الدولة", "وزارة أمن الدولة", "mss"],
    ["en", "surveillance", "surveillance", "bnd"], ["en", "surveil", "surveil", "bnd"], ["en", "SNOWDEN", "snowden", "bnd"],
    ["fr", "sécurité", "sécurité", "dgse"], ["fr", "securite", "securite", "dgse"], ["ru", "безопасности", "безопасности", "fsb"],
  ];
  for (const [language, words, part, profile] of cases) {
    const what = `"${words}" in ${language}`;
    const results = await search(page, language, words);
    check(results.length > 0, `${what}: nothing was found`);
    check(results.every(([, href]) => href.startsWith(`${baseURL}/${language}/`)), `${what}: ${results} are in other languages`);
    check(results.some(([, href]) => href.includes(`/profiles/${profile}/`)), `${what}: ${profile} is not in ${JSON.stringify(results)}`);
    if (results.length === 0) continue;
    await checkWidth(page, what);
    await page.locator("#search-results li a").first().click();
    await page.waitForLoadState();
    const text = await page.evaluate(() => document.querySelector("main").textContent);
    check(plain(text).includes(plain(part)), `${what}: the first page found does not have it`);
  }
  for (const [language, words] of [["en", /^No results/], ["ar", /^لا نتائج/], ["zh-Hans", /./]]) {
    const results = await search(page, language, "qqxyzzyqq");
    check(results.length === 0, `${language}: ${results} for nothing`);
    const status = page.locator("#search-status");
    check(words.test(await status.innerText()), `${language}: "${await status.innerText()}" for nothing`);
    check((await status.getAttribute("role")) === "status" || (await status.getAttribute("aria-live")) !== null,
      `${language}: a screen reader does not hear the status`);
  }
  // What somebody looks for is a text, never markup.
  await search(page, "en", "<img src=x onerror=\"window.pwned = 1\">");
  check((await page.evaluate(() => window.pwned)) === undefined, "a search was run as a script");
});

for (const [colorScheme, viewport] of [["light", wide], ["dark", phone]]) {
  await browse({ colorScheme, viewport }, async (page) => {
    for (const language of ["en", "ar", "zh-Hans"]) {
      await search(page, language, { en: "law", ar: "الأمن", "zh-Hans": "安全" }[language]);
      await checkAxe(page, `search in ${language} (${colorScheme})`);
      await checkWidth(page, `search in ${language}`);
    }
  });
}

// --- suggestion ----------------------------------------------------------------------------------------------------

const suggestion = (page) => page.locator(".language-suggestion");
// It comes late, by a script: none has come when the network has been quiet.
async function isShown(page, address) {
  await page.goto(address);
  await page.waitForLoadState("networkidle");
  return suggestion(page).isVisible();
}

for (const [locale, language, colorScheme] of [["fr-CA", "fr", "light"], ["ar-EG", "ar", "dark"], ["zh-CN", "zh-Hans", "light"]]) {
  await browse({ locale, colorScheme, viewport: phone }, async (page) => {
    check(await isShown(page, "/en/profiles/mss/"), `nothing is suggested to a reader of ${locale}`);
    const link = suggestion(page).locator("a");
    check((await link.getAttribute("hreflang")) === language, `${locale}: ${await link.getAttribute("hreflang")} is suggested`);
    check((await suggestion(page).evaluate((one) => one.closest("[lang]").lang)) === language, `${locale}: the suggestion is in another language`);
    check(page.url().endsWith("/en/profiles/mss/"), `${locale}: the reader was led away`);
    await checkAxe(page, `the suggestion for ${locale}`);
    await checkWidth(page, `the suggestion for ${locale}`);
    // By the keyboard: behind the skip link, before everything else.
    for (let stops = 0; stops < 3; stops += 1) await page.keyboard.press("Tab");
    check(await suggestion(page).locator("button").evaluate((one) => one === document.activeElement), `${locale}: the button is no third stop`);
    await page.keyboard.press("Enter");
    check(!(await suggestion(page).isVisible()), `${locale}: the suggestion cannot be dismissed`);
    check(!(await isShown(page, "/en/profiles/mss/")), `${locale}: a dismissed suggestion is back`);
    check(!(await isShown(page, "/en/profiles/cia/")), `${locale}: a dismissed suggestion is back on another page`);
  });
}

await browse({ locale: "fr-FR", viewport: wide }, async (page) => {
  check(!(await isShown(page, "/fr/profiles/mss/")), "French is suggested on a French page");
  // Who chooses English on a French page has chosen.
  await page.locator(".languages a[hreflang=en]").click();
  await page.waitForURL("**/en/profiles/mss/");
  check(!(await isShown(page, "/en/profiles/mss/")), "another language is suggested to whom has chosen");
});
await browse({ locale: "fr-FR", viewport: wide }, async (page) => {
  await isShown(page, "/en/profiles/mss/");
  await Promise.all([page.waitForURL("**/fr/profiles/mss/"), suggestion(page).locator("a").click()]);
});
await browse({ locale: "ja-JP", viewport: wide }, async (page) => {
  check(!(await isShown(page, "/en/profiles/mss/")), "a language is suggested that the site does not have");
});

// --- without a script ----------------------------------------------------------------------------------------------

await browse({ javaScriptEnabled: false, locale: "fr-FR", viewport: wide }, async (page) => {
  await page.goto("/en/profiles/mss/");
  check((await page.locator("form[role=search]:visible, .language-suggestion:visible").count()) === 0,
    "something that needs a script is shown without one");
});

await finish();
