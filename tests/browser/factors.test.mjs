// SPDX-License-Identifier: GPL-3.0-or-later
// The page that sets up an authenticator app, as a camera sees it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, openContext, until } from "./lib/browser.mjs";
import { Server } from "./lib/server.mjs";

let server, browser, directory;

before(async () => {
  server = await Server.start();
  browser = await launch();
  directory = mkdtempSync(join(tmpdir(), "factors-"));
});

after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(directory, { recursive: true, force: true });
});

for (const colorScheme of ["light", "dark"]) {
  test(`shows a QR code that a camera reads, without scripts, too: ${colorScheme}`, async () => {
    const context = await openContext(browser, { colorScheme, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/dev/pages/enrolment-setup`);
    const picture = join(directory, `${colorScheme}.png`);
    await page.locator("svg.qr").screenshot({ path: picture });
    const read = execFileSync("zbarimg", ["--quiet", "--raw", picture], { encoding: "utf8" }).trim();
    assert.equal(read, await page.locator("#otpauth").getAttribute("href"));
    const secret = (await page.locator("#secret").innerText()).replaceAll(" ", "");
    assert.equal(new URL(read).searchParams.get("secret"), secret);
    await context.close();
  });
}

test("lets backup codes be copied, kept and printed", async () => {
  const context = await openContext(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(`${server.url}/dev/pages/backup_codes`);
  const shown = await page.locator("#backup-codes code").allInnerTexts();
  const download = page.waitForEvent("download");
  await page.locator("[data-download]").click();
  assert.equal((await download).suggestedFilename(), "backup-codes.txt");
  await page.locator("[data-copy]").click();
  await until(async () => await page.evaluate(() => navigator.clipboard.readText()) === shown.join("\n") + "\n", "a copy");
  assert.ok(await page.locator("[data-print]").isVisible());
  await context.close();
});
