// SPDX-License-Identifier: GPL-3.0-or-later
// What a newcomer does once `auth-server dev` runs: opens the set-up link, adds a person, signs in to the demo as them.
// Chromium does it for them. Argument: the ready file.
import fs from "node:fs/promises";
import { chromium } from "../tests/node/node_modules/playwright-core/index.mjs";

const password = "correct horse battery staple 7";
const { issuer, setup_url: setup, admin_token: token } = JSON.parse(await fs.readFile(process.argv[2], "utf8"));

async function addPerson(username) {
  const answer = await fetch(`${issuer}/admin/v1/realms/main/users`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ username, password, email: `${username}@example.com` }),
  });
  if (answer.status !== 201)
    throw new Error(`the user was not created: ${answer.status} ${await answer.text()}`);
}

async function signIn(page, username) {
  await page.locator("#username").fill(username);
  // One page, or the user name on a page of its own.
  if (!(await page.locator("#password").count()))
    await page.locator("#submit").click();
  await page.locator("#password").fill(password);
  await page.locator("#submit").click();
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", chromiumSandbox: false });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(setup);
  await page.locator("#username").fill("admin");
  await page.locator("#password").fill(password);
  await page.locator("#submit").click();
  await page.locator("#password").waitFor({ state: "detached" });

  await addPerson("jane");
  await page.goto(`${issuer}/demo`);
  await page.locator("#demo-sign-in").click();
  await signIn(page, "jane");
  const user = page.locator("#demo-user");
  await user.waitFor();
  console.log(`signed in as ${await user.innerText()}`);
} finally {
  await browser.close();
}
