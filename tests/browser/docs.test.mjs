// SPDX-License-Identifier: GPL-3.0-or-later
// The readable page of the admin API: nothing from elsewhere, accessible in light and dark, within 320 pixels.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openContext, screenshot } from "./lib/browser.mjs";
import { axeScript } from "./lib/packages.mjs";
import { Server } from "./lib/server.mjs";

let server, browser;

before(async () => {
  server = await Server.start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const address = () => `${server.url}/admin/v1/docs`;

test("shows every operation and asks nobody else for anything", async () => {
  const context = await openContext(browser);
  const page = await context.newPage();
  const hosts = new Set();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(address());
  const described = await (await fetch(`${server.base_url}/admin/v1/openapi.json`)).json();
  const operations = Object.values(described.paths)
    .flatMap((item) => ["get", "post", "put", "patch", "delete"].map((method) => item[method]?.operationId))
    .filter(Boolean);
  const shown = await page.locator("article").evaluateAll((all) => all.map((one) => one.id));
  assert.deepEqual(shown.toSorted(), operations.toSorted());
  // Every link inside the page leads somewhere.
  const loose = await page.locator('a[href^="#"]').evaluateAll((all) =>
    all.map((one) => one.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id)));
  assert.deepEqual(loose, []);
  assert.deepEqual([...hosts], [server.url]);
  assert.deepEqual(context.problems, []);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`is accessible, ${colorScheme}`, async () => {
    const context = await openContext(browser, { colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(address());
    await page.addScriptTag({ path: axeScript });
    const { violations } = await page.evaluate(() => axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    }));
    assert.deepEqual(violations.map((one) => `${one.id} ${one.nodes.slice(0, 3).map((node) => node.html).join(" ")}`), []);
    await page.setViewportSize({ width: 1280, height: 900 });
    await screenshot(page, `docs-${colorScheme}`);
    await page.setViewportSize({ width: 320, height: 568 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 320, `${width} pixels wide`);
    await context.close();
  });
}
