// SPDX-License-Identifier: GPL-3.0-or-later
// Every mail as its HTML part looks, from the development server: accessible, light and dark, on a narrow screen.
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
  await page.goto(`${server.url}/dev/letters`);
  names = await page.locator(".links a").allInnerTexts();
  await page.close();
  assert.ok(names.length > 10);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function axe(page, name) {
  // The policy of the page lets no script in: it is what a mail program would do.
  await page.evaluate(await import("node:fs").then((fs) => fs.readFileSync(axeScript, "utf8")));
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  }));
  assert.deepEqual(violations.map((one) => `${name}: ${one.id} ${one.nodes.map((node) => node.html).join(" ")}`), []);
}

for (const colorScheme of ["light", "dark"]) {
  test(`letters are accessible, ${colorScheme}`, async () => {
    const context = await openContext(browser, { colorScheme });
    const page = await context.newPage();
    for (const name of names) {
      for (const locale of ["en", "de"]) {
        await page.setViewportSize({ width: 640, height: 700 });
        await page.goto(`${server.url}/dev/letters/${name}?locale=${locale}`);
        assert.equal(await page.locator("html").getAttribute("lang"), locale);
        await axe(page, name);
        await page.setViewportSize({ width: 320, height: 568 });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, name);
      }
      await page.setViewportSize({ width: 640, height: 500 });
      await screenshot(page, `letter-${name}-${colorScheme}`);
    }
    await context.close();
  });
}
