// SPDX-License-Identifier: GPL-3.0-or-later
// A page of signing in says in time that it will end, and goes on for whoever needs longer (WCAG 2.2, 2.2.1).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { launch, openContext, until } from "./lib/browser.mjs";
import { Server, password } from "./lib/server.mjs";

let server, browser, user;

before(async () => {
  server = await Server.start();
  browser = await launch();
  user = await server.createUser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const sql = (statement) => execFileSync("psql", ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", server.database, "-c", statement], { encoding: "utf8" }).trim();
const flowOf = (page) => new URL(page.url()).searchParams.get("tx");
/** Seconds until the flow of \a page ends. */
const left = (page) => Number(sql(`SELECT extract(epoch FROM expires_at - now()) FROM flows WHERE id = '${flowOf(page)}'`));

/** At the page that asks for the password; the browser's clock is ours. */
async function atThePassword(options) {
  const context = await openContext(browser, options);
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${server.url}/account`);
  await page.locator("#username").fill(user.username);
  await page.locator("#submit").click();
  await page.locator("#password").waitFor();
  return { context, page };
}

/** Both clocks go on: the browser's, and for the flow the server's. */
async function pass(page, minutes) {
  const before = sql(`UPDATE flows SET created_at = created_at - interval '${minutes} minutes', expires_at = expires_at - interval '${minutes} minutes' WHERE id = '${flowOf(page)}' RETURNING id`);
  assert.equal(before, flowOf(page));
  await page.clock.fastForward(minutes * 60_000);
}

test("says so a minute before, and what was typed stays while it goes on", async () => {
  const { context, page } = await atThePassword();
  const note = page.locator("#time-limit");
  await page.locator("#password").fill(password);
  await pass(page, 28);
  assert.equal(await note.isVisible(), false);
  await pass(page, 1);
  await note.waitFor();
  assert.equal(await page.getByRole("status").filter({ hasText: "ends in a minute" }).count(), 1);
  assert.ok(left(page) < 61 && left(page) > 20);
  await note.getByRole("button", { name: "More time" }).click();
  await note.waitFor({ state: "hidden" });
  assert.ok(left(page) > 1700);
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  // The new time has an end, too; and the old one has passed.
  await pass(page, 29);
  await note.waitFor();
  assert.equal(await page.locator("#password").inputValue(), password);
  await page.locator("#submit").click();
  await page.locator("#account-username").waitFor();
  assert.deepEqual(context.problems, []);
  await context.close();
});

test("says when there is no more", async () => {
  const { context, page } = await atThePassword();
  await pass(page, 29);
  const note = page.locator("#time-limit");
  await note.waitFor();
  sql(`UPDATE flows SET created_at = created_at - interval '301 minutes' WHERE id = '${flowOf(page)}'`);
  await note.getByRole("button").click();
  await note.getByText("cannot wait any longer").waitFor({ state: "attached" });
  await until(async () => await note.getByRole("button").count() === 0, "an offer that is gone");
  assert.ok(left(page) < 61);
  await context.close();
});

test("a page whose time is over says so instead", async () => {
  const { context, page } = await atThePassword();
  await pass(page, 29);
  const note = page.locator("#time-limit");
  await note.waitFor();
  await pass(page, 2);
  await note.getByRole("button").click();
  await page.getByRole("heading", { name: "This page has expired" }).waitFor();
  await context.close();
});

test("without scripts the page says until when, and gets more", async () => {
  const context = await openContext(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}/account`);
  await page.locator("#username").fill(user.username);
  await page.locator("#submit").click();
  await page.locator("#password").waitFor();
  assert.match(await page.locator("noscript").innerText(), /You have until .+ UTC/);
  const there = page.url();
  sql(`UPDATE flows SET created_at = created_at - interval '29 minutes', expires_at = expires_at - interval '29 minutes' WHERE id = '${flowOf(page)}'`);
  await page.getByRole("button", { name: "More time" }).click();
  await until(() => left(page) > 1700, "more time");
  await page.locator("#password").fill(password);
  assert.equal(page.url(), there);
  await page.locator("#submit").click();
  await page.locator("#account-username").waitFor();
  await context.close();
});
