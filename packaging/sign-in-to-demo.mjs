// SPDX-License-Identifier: GPL-3.0-or-later
// What a newcomer does once `auth-server dev` runs: opens the set-up link, signs in to the demo. Chromium does it for
// them. Argument: the ready file.
import fs from "node:fs/promises";
import { chromium } from "../tests/node/node_modules/playwright-core/index.mjs";

const password = "correct horse battery staple 7";
const { base_url: base, setup_url: setup } = JSON.parse(await fs.readFile(process.argv[2], "utf8"));

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", chromiumSandbox: false });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(setup);
  await page.locator("#username").fill("admin");
  await page.locator("#password").fill(password);
  await page.locator("#submit").click();
  await page.locator("#password").waitFor({ state: "detached" });

  await page.goto(`${base}/demo`);
  await page.locator("#demo-sign-in").click();
  const user = page.locator("#demo-user");
  // The set-up may have left a session; otherwise the password is asked for, on one page or on two.
  await page.locator("#username, #demo-user").first().waitFor();
  if (!(await user.count())) {
    await page.locator("#username").fill("admin");
    if (!(await page.locator("#password").count()))
      await page.locator("#submit").click();
    await page.locator("#password").fill(password);
    await page.locator("#submit").click();
  }
  await user.waitFor();
  console.log(`signed in as ${await user.innerText()}`);
} finally {
  await browser.close();
}
