// SPDX-License-Identifier: GPL-3.0-or-later
// Every hosted page, from the gallery of the development server: accessible, within 320 pixels, in every language.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openContext, screenshot } from "./lib/browser.mjs";
import { axeScript } from "./lib/packages.mjs";
import { Server } from "./lib/server.mjs";

let server, browser, names;

before(async () => {
  server = await Server.start();
  browser = await launch();
  const page = await browser.newPage();
  await page.goto(`${server.url}/dev/pages`);
  names = await page.locator(".links a").allInnerTexts();
  await page.close();
  assert.ok(names.length > 20);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Sends itself where scripts run; stays without. */
const sendsItself = (name) => name === "form_post";
/** Leads on at once, with and without scripts: it has a test of its own. */
const leadsOn = (name) => name === "redirect_interstitial";

const tabs = 3;

/** Visits every page that stays, in some tabs at a time; \a look gets the page and its name. */
async function visitAll(options, locale, look) {
  const still = await openContext(browser, { ...options, javaScriptEnabled: false });
  const scripted = await openContext(browser, options);
  const waiting = names.filter((one) => !leadsOn(one));
  await Promise.all(Array.from({ length: tabs }, async () => {
    const pages = { still: await still.newPage(), scripted: await scripted.newPage() };
    for (let name = waiting.pop(); name; name = waiting.pop()) {
      const page = sendsItself(name) ? pages.still : pages.scripted;
      await page.goto(`${server.url}/dev/pages/${name}?locale=${locale}`);
      // What a script shows when there is little time left.
      const ending = page.locator("#time-limit[data-seconds-left='30']");
      if (await ending.count() > 0)
        await ending.waitFor();
      await look(page, name);
    }
  }));
  const problems = scripted.problems.filter((text) => !/status of (4|5)\d\d/.test(text));
  assert.deepEqual(problems, []);
  await still.close();
  await scripted.close();
}

const everything = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  // What stands at the edge of the page is a link to jump and the realm's name.
  rules: { region: { enabled: false } },
};
/** What depends on colours: nothing else of a page does. */
const colours = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

async function axe(page, name, colorScheme, rules) {
  await page.emulateMedia({ colorScheme });
  const { violations } = await page.evaluate((chosen) => axe.run(document, chosen), rules);
  assert.deepEqual(violations.map((one) => `${name}, ${colorScheme}: ${one.id} ${one.nodes.map((node) => node.html).join(" ")}`), []);
}

/** WCAG 2.2: 1.4.10 reflow at 320 pixels, 2.5.8 targets of 24 by 24. Links inside a sentence are exempt. */
async function small(page, name) {
  await page.setViewportSize({ width: 320, height: 568 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${name} is ${width} pixels wide`);
  const targets = await page.locator("button:visible, input:visible, .languages a, .button").evaluateAll((elements) => elements
    .map((element) => ({ html: element.outerHTML, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width < 24 || box.height < 24)
    .map(({ html }) => html));
  assert.deepEqual(targets, [], name);
}

for (const [locale, dir] of [["en", "ltr"], ["ar-XB", "rtl"]]) {
  test(`is accessible, light and dark: ${locale}, ${dir}`, async () => {
    // A colour that changes slowly is neither light nor dark for a while.
    const options = { viewport: { width: 1024, height: 768 }, bypassCSP: true, colorScheme: "dark", reducedMotion: "reduce" };
    await visitAll(options, locale, async (page, name) => {
      assert.equal(await page.locator("html").getAttribute("lang"), locale);
      assert.equal(await page.locator("html").getAttribute("dir"), dir);
      assert.equal(await page.locator("h1").count(), 1);
      // Without scripts there is no axe.
      if (!sendsItself(name)) {
        await page.addScriptTag({ path: axeScript });
        await axe(page, name, "dark", colours);
        await screenshot(page, `${name}.${locale}.dark`);
        await axe(page, name, "light", everything);
      }
      await screenshot(page, `${name}.${locale}.light`);
    });
  });
}

for (const locale of ["de", "en-XA", "ar-XB"]) {
  test(`fits into 320 pixels: ${locale}`, async () => {
    await visitAll({}, locale, async (page, name) => {
      assert.equal(await page.locator("html").getAttribute("lang"), locale);
      await small(page, name);
      await screenshot(page, `${name}.${locale}.320`);
    });
  });
}

test("shows no text that is not translated", async () => {
  // Sample names, which are not ours to translate, and what developers alone see.
  const given = /Example Corporation|Berlin, Germany|Reykjavík, Iceland|http:\/\/localhost|English|Deutsch|Weather Station|jane\.?|Jane|doe|Doe|example|stations:read|weather|Firefox|Linux|Safari|iPhone|redirect_uri|The redirect_uri is not registered|0197a1b2|2001:db8|192\.0|authctl|GEZD|7KQ2|9RTW|V6CN|Phone|Tablet|AM|PM|Feb|Jan|20\d\d/;
  await visitAll({}, "en-XA", async (page, name) => {
    const plain = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent.trim();
        if (/[a-z]/i.test(text) && !text.startsWith("[") && !node.parentElement.closest("script, style, noscript"))
          found.push(text);
      }
      return found;
    });
    assert.deepEqual(plain.filter((text) => !given.test(text)), [], name);
  });
});

test("form_post and the interstitial lead on by themselves", async () => {
  const context = await openContext(browser);
  await context.route("https://weather.example/**", (route) => route.fulfill({ body: `arrived by ${route.request().method()}` }));
  for (const [name, method] of [["form_post", "POST"], ["redirect_interstitial", "GET"]]) {
    const page = await context.newPage();
    await page.goto(`${server.url}/dev/pages/${name}`, { waitUntil: "commit" });
    await page.getByText(`arrived by ${method}`).waitFor();
    assert.equal(page.url(), "https://weather.example/callback");
  }
  assert.deepEqual(context.problems, []);
  await context.close();
});

test("keeps the language that a person chose, before what the browser asks for", async () => {
  const context = await openContext(browser, { locale: "en-US" });
  const page = await context.newPage();
  await page.goto(`${server.url}/dev/pages/sign_in`);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("link", { name: "Deutsch" }).click();
  await page.locator("html[lang=de]").waitFor();
  await page.goto(`${server.url}/dev/pages/consent`);
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  await context.close();
});

test("a password can be shown, and is hidden again when it is sent", async () => {
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${server.url}/dev/pages/password`);
  const field = page.locator("#password");
  const button = page.locator(".reveal-button");
  await field.fill("secret");
  await button.click();
  assert.equal(await field.getAttribute("type"), "text");
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  const typeWhenSent = await page.evaluate(() => {
    const form = document.querySelector("form");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.requestSubmit();
    return document.getElementById("password").type;
  });
  assert.equal(typeWhenSent, "password");
  await context.close();
});

test("the first error is in focus and leads to its field", async () => {
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${server.url}/dev/pages/sign_in-with-password-error`);
  assert.equal(await page.evaluate(() => document.activeElement.id), "errors");
  await page.locator("#errors a").first().click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "password");
  assert.equal(await page.locator("#password").getAttribute("aria-describedby"), "password-error");
  assert.equal(await page.locator("#username").inputValue(), "jane.doe@example.com");
  await context.close();
});

test("the pages of signing in weigh less than 10 kB each", async () => {
  const pages = names.filter((name) => /^(sign_in|password|passkey|factor|enrolment|select_account|consent|device|new_password|new_device|logout|error|form_post)/.test(name));
  assert.ok(pages.length > 30);
  for (const name of pages) {
    const answer = await fetch(`${server.url}/dev/pages/${name}`, { headers: { "accept-encoding": "identity" } });
    const whole = await answer.text();
    // A QR code is an image, though it needs no request of its own.
    const weight = Buffer.byteLength(whole.replace(/<svg class="qr".*?<\/svg>/s, ""));
    assert.ok(weight < 10_000, `${name} weighs ${weight} bytes`);
  }
});

test("style and script may be kept for ever, pages may not", async () => {
  const page = await fetch(`${server.url}/dev/pages/sign_in`);
  assert.equal(page.headers.get("cache-control"), "no-store");
  const style = (await page.text()).match(/href="(\/static\/pages\.[^"]+\.css)"/)[1];
  const answer = await fetch(server.url + style);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("cache-control"), /immutable/);
  assert.equal((await fetch(`${server.url}/static/pages.css`)).status, 404);
});
