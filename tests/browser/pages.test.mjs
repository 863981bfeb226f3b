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
  await page.goto(`${server.base_url}/dev/pages`);
  names = await page.locator(".links a").allInnerTexts();
  await page.close();
  assert.ok(names.length > 20);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** These two send the browser on, which is what scripts are for; without scripts they stay. */
const moving = (name) => /^(form_post|redirect_interstitial)/.test(name);

/** Visits every page; \a look gets the page and its name. */
async function visitAll(options, locale, look) {
  const contexts = {
    still: await openContext(browser, { ...options, javaScriptEnabled: false }),
    scripted: await openContext(browser, options),
  };
  for (const name of names) {
    const context = moving(name) ? contexts.still : contexts.scripted;
    const page = await context.newPage();
    // A refresh in the head also sends on without scripts.
    await page.route("https://weather.example/**", (route) => route.abort());
    const response = await page.goto(`${server.base_url}/dev/pages/${name}?locale=${locale}`, { waitUntil: "commit" });
    if (!name.startsWith("redirect_interstitial")) {
      await page.waitForLoadState("load");
      await look(page, name, response);
    }
    await page.close();
  }
  const problems = contexts.scripted.problems.filter((text) => !/status of (4|5)\d\d/.test(text));
  assert.deepEqual(problems, []);
  await contexts.still.close();
  await contexts.scripted.close();
}

async function axe(page, name) {
  await page.addScriptTag({ path: axeScript });
  const { violations } = await page.evaluate(() => axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    // What stands at the edge of the page is a link to jump and the realm's name.
    rules: { region: { enabled: false } },
  }));
  assert.deepEqual(violations.map((one) => `${name}: ${one.id} ${one.nodes.map((node) => node.html).join(" ")}`), []);
}

for (const [colorScheme, locale] of [["light", "en"], ["dark", "de"], ["dark", "en-XA"], ["light", "ar-XB"]]) {
  test(`has no accessibility violation in ${locale}, ${colorScheme}`, async () => {
    await visitAll({ colorScheme, bypassCSP: true }, locale, async (page, name) => {
      await screenshot(page, `${name}.${locale}.${colorScheme}`);
      if (!moving(name))
        await axe(page, name);
    });
  });
}

for (const locale of ["en", "de", "en-XA", "ar-XB"]) {
  test(`fits into 320 pixels in ${locale}`, async () => {
    await visitAll({ viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true }, locale, async (page, name) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${name} is ${width} pixels wide`);
      // WCAG 2.2, 2.5.8: targets of 24 by 24 pixels. Links inside a sentence are exempt.
      const small = await page.locator("button:visible, input:visible, .languages a, .button").evaluateAll((targets) => targets
        .map((target) => ({ html: target.outerHTML, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ html }) => html));
      assert.deepEqual(small, [], name);
      await screenshot(page, `${name}.${locale}.320`);
    });
  });
}

test("shows no text that is not translated", async () => {
  // Sample names, which are not ours to translate, and what developers alone see.
  const given = /Example Corporation|English|Deutsch|Weather Station|jane\.?|Jane|doe|Doe|example|stations:read|weather|Firefox|Linux|Safari|iPhone|redirect_uri|The redirect_uri is not registered|0197a1b2|2001:db8|192\.0|AM|PM|Feb|Jan|20\d\d/;
  await visitAll({}, "en-XA", async (page, name) => {
    const plain = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent.trim();
        if (/[a-z]/i.test(text) && !text.startsWith("[") && !node.parentElement.closest("script, style"))
          found.push(text);
      }
      return found;
    });
    assert.deepEqual(plain.filter((text) => !given.test(text)), [], name);
  });
});

test("every page says its language and direction", async () => {
  await visitAll({}, "de", async (page) => {
    assert.equal(await page.locator("html").getAttribute("lang"), "de");
    assert.equal(await page.locator("h1").count(), 1);
  });
  await visitAll({}, "ar-XB", async (page) => assert.equal(await page.locator("html").getAttribute("dir"), "rtl"));
});

test("keeps the language that a person chose, before what the browser asks for", async () => {
  const context = await openContext(browser, { locale: "en-US" });
  const page = await context.newPage();
  await page.goto(`${server.base_url}/dev/pages/sign_in`);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("link", { name: "Deutsch" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  await page.goto(`${server.base_url}/dev/pages/consent`);
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  await context.close();
});

test("a password can be shown, and is hidden again when it is sent", async () => {
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${server.base_url}/dev/pages/password`);
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
  await page.goto(`${server.base_url}/dev/pages/sign_in-with-password-error`);
  assert.equal(await page.evaluate(() => document.activeElement.id), "errors");
  await page.locator("#errors a").first().click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "password");
  assert.equal(await page.locator("#password").getAttribute("aria-describedby"), "password-error");
  assert.equal(await page.locator("#username").inputValue(), "jane.doe@example.com");
  await context.close();
});

test("style and script may be kept for ever, pages may not", async () => {
  const page = await fetch(`${server.base_url}/dev/pages/sign_in`);
  assert.equal(page.headers.get("cache-control"), "no-store");
  const style = (await page.text()).match(/href="(\/static\/pages\.[^"]+\.css)"/)[1];
  const answer = await fetch(server.base_url + style);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("cache-control"), /immutable/);
  assert.equal((await fetch(`${server.base_url}/static/pages.css`)).status, 404);
});
