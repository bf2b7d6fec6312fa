// Pictures of the built sample site, for people to look at: scripts/screenshots runs this.
//   node screenshots.mjs SITE OUTPUT [NAME...]    NAME: only pictures whose name contains one of these
// CHROMIUM is the browser.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [site, output, ...only] = process.argv.slice(2);
const languages = ["en", "fr", "ar", "ru", "zh-Hans", "es"];
const pages = {
  choice: "index.html",
  ...Object.fromEntries(languages.flatMap((language) => [
    [`home-${language}`, `${language}/index.html`],
    [`profile-${language}`, `${language}/profiles/mss/index.html`],
  ])),
  "section-en": "en/profiles/index.html", "section-zh-Hans": "zh-Hans/profiles/index.html", "section-ar": "ar/profiles/index.html",
  "404-fr": "fr/404.html", "404-ar": "ar/404.html",
};
const windows = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

fs.mkdirSync(output, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
for (const [window, viewport] of Object.entries(windows)) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: window === "phone" ? 2 : 1 });
    const page = await context.newPage();
    for (const [name, file] of Object.entries(pages)) {
      const picture = `${name}-${window}-${colorScheme}.png`;
      if (only.length > 0 && !only.some((part) => picture.includes(part))) continue;
      await page.goto(pathToFileURL(path.join(site, file)).href);
      await page.screenshot({ path: path.join(output, picture), fullPage: true });
      console.log(path.join(output, picture));
    }
    await context.close();
  }
}
await browser.close();
