// What the tests in a real browser share: the project's copy and the program, Chromium, axe, html-validate, and a count of
// faults. The environment names HEXAPLA (the program), HEXAPLA_ROOT (the project's root) and CHROMIUM; everything is done
// in the current folder. A test ends with `await finish()`.
// Exit status 77: `npm ci` was not run here (scripts/test does).
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

const { HEXAPLA, HEXAPLA_ROOT, CHROMIUM = "/usr/bin/chromium" } = process.env;
let chromium, axe, HtmlValidate, StaticConfigLoader;
try {
  ({ chromium } = await import("playwright-core"));
  axe = (await import("axe-core")).default;
  ({ HtmlValidate, StaticConfigLoader } = await import("html-validate"));
} catch (error) {
  console.log(`npm ci was not run in tests/browser: ${error.message}`);
  process.exit(77);
}

export const wide = { width: 1280, height: 900 }, phone = { width: 390, height: 844 };

let faults = 0;
export function check(good, what) {
  if (good) return;
  faults += 1;
  console.log(`FAULT: ${what}`);
}

// --- files and the program -----------------------------------------------------------------------------------------

export const hexapla = (options, cwd) => execFileSync(HEXAPLA, options, { cwd, stdio: "pipe", encoding: "utf8" });

// As an author whose name is hostile, on a day that is always the same.
export function git(folder, options, date = "2026-03-04T05:06:07Z") {
  const env = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", HOME: folder, PATH: process.env.PATH };
  for (const who of ["AUTHOR", "COMMITTER"]) {
    Object.assign(env, { [`GIT_${who}_NAME`]: "<i>Eve</i>", [`GIT_${who}_EMAIL`]: "eve@example.org", [`GIT_${who}_DATE`]: date });
  }
  execFileSync("git", options, { cwd: folder, env, stdio: "pipe" });
}

// An empty folder of this name, in the current one.
export function freshFolder(name) {
  const folder = path.resolve(name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

export function copySample(folder) {
  for (const name of ["hexapla.yaml", "content", "locales"]) {
    fs.cpSync(path.join(HEXAPLA_ROOT, name), path.join(folder, name), { recursive: true });
  }
  return folder;
}

export const htmlFiles = (folder) =>
  fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html")).sort();

// --- HTML ----------------------------------------------------------------------------------------------------------

export async function checkHtml(folder, presets, rules) {
  const validator = new HtmlValidate(new StaticConfigLoader({ root: true, extends: presets, rules }));
  for (const name of htmlFiles(folder)) {
    const result = await validator.validateString(fs.readFileSync(path.join(folder, name), "utf8"));
    for (const fault of result.results[0]?.messages.slice(0, 3) ?? []) {
      check(false, `${name}:${fault.line}: ${fault.message} (${fault.ruleId})`);
    }
    check(result.valid, `${name} is not valid`);
  }
}

// Every link leads to a file; those that `elsewhere` matches are not followed.
export function checkLinks(folder, elsewhere) {
  for (const name of htmlFiles(folder)) {
    const base = pathToFileURL(path.join(folder, name));
    for (const [, to] of fs.readFileSync(path.join(folder, name), "utf8").matchAll(/(?:href|src)="([^"#]+)"/g)) {
      if (elsewhere.test(to)) continue;
      const file = new URL(to.endsWith("/") ? `${to}index.html` : to, base);
      check(fs.existsSync(file), `${name}: nothing at ${to}`);
    }
  }
}

// --- a server ------------------------------------------------------------------------------------------------------

const types = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml", json: "application/json", xml: "application/xml" };

// Serves a folder to this machine alone, as a plain web server does; returns where, without a slash at its end.
export async function serve(folder) {
  const server = http.createServer((request, response) => {
    let name = path.join(folder, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    if (name.endsWith("/")) name += "index.html";
    if (!name.startsWith(folder) || !fs.existsSync(name) || fs.statSync(name).isDirectory()) return response.writeHead(404).end();
    response.setHeader("Content-Type", types[path.extname(name).slice(1)] ?? "application/octet-stream");
    return response.end(fs.readFileSync(name));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}

// --- browser -------------------------------------------------------------------------------------------------------

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });

// A page of its own; whatever it says on the console, and whatever it asks others for, is a fault.
export async function withPage(options, visit) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const noise = [];
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(String(error)));
  const mine = (url) => /^(file|data):/.test(url) || (options.baseURL !== undefined && url.startsWith(options.baseURL));
  await page.route((url) => !mine(url.href), (route) => {
    noise.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  page.setDefaultTimeout(20_000);
  try {
    await visit(page);
  } catch (error) {
    check(false, `${page.url()}: ${error.stack}`);
  }
  check(noise.length === 0, `${page.url()}: ${noise.join("; ")}`);
  await context.close();
}

export const open = (page, folder, name) => page.goto(pathToFileURL(path.join(folder, name)).href);

// What axe finds against WCAG 2.2 A and AA on the page as it stands.
export async function checkAxe(page, what) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const result = await page.evaluate(
    (values) => window.axe.run({ preload: false, resultTypes: ["violations"], runOnly: { type: "tag", values } }), tags);
  for (const violation of result.violations) {
    check(false, `${what}: ${violation.id}: ${violation.help}: ${violation.nodes[0].html.slice(0, 200)}`);
  }
}

export async function checkWidth(page, what) {
  const overflow = await page.evaluate(() => {
    const root = document.documentElement;
    return Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
  });
  check(overflow <= 0, `${what}: ${overflow} pixels wider than the window`);
}

export async function finish() {
  await browser.close();
  console.log(faults ? `${faults} faults` : "no faults");
  process.exit(faults ? 1 : 0);
}
