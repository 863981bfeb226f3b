// SPDX-License-Identifier: GPL-3.0-or-later
// Debian's Chromium, and a person in front of our pages.
import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "./packages.mjs";
import { password as standardPassword } from "./server.mjs";

/** Milliseconds; far more than anything takes, also where other tests have the processors. */
const patience = 60_000;

export async function launch(...args) {
  // Without its sandbox Chromium also runs as root, as tests do in a container.
  return await chromium.launch({ executablePath: "/usr/bin/chromium", chromiumSandbox: false, args });
}

/** A context whose pages collect in `problems` what scripts, consoles and policies complain about. */
export async function openContext(browser, options = {}) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patience);
  context.problems = [];
  context.on("console", (message) => {
    if (message.type() === "error")
      context.problems.push(message.text());
  });
  context.on("weberror", (error) => context.problems.push(String(error.error())));
  return context;
}

/** Waits until \a condition holds. */
export async function until(condition, what) {
  for (const end = Date.now() + patience; !await condition();) {
    if (Date.now() > end)
      throw new Error(`never happened: ${what}`);
    await sleep(20);
  }
}

/** Fills in what the sign-in pages ask for, in one step or in two; each is sent when \a ready. */
export async function signIn(page, username, password = standardPassword, ready = async () => {}) {
  await page.locator("#username").fill(username);
  if (await page.locator("#password").count() === 0) {
    await ready();
    await page.locator("#submit").click();
    await page.locator("#password").waitFor();
  }
  await page.locator("#password").fill(password);
  await ready();
  await page.locator("#submit").click();
}

/** Keeps a picture of \a page where TEST_SCREENSHOTS names a folder; nothing otherwise. */
export async function screenshot(page, name) {
  const folder = process.env.TEST_SCREENSHOTS;
  if (!folder)
    return;
  await fs.mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
