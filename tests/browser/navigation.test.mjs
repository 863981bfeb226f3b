// SPDX-License-Identifier: GPL-3.0-or-later
// What people do in browsers: the back button, two tabs, a reload, a double click; and our own account page and demo.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openContext, screenshot, signIn } from "./lib/browser.mjs";
import { serve } from "./lib/http.mjs";
import { Server, password } from "./lib/server.mjs";
import { verifier } from "./lib/tokens.mjs";

let server, browser, site, application, metadata;

before(async () => {
  server = await Server.start();
  browser = await launch();
  site = await serve((request, response, url) => { response.end(`site ${url.pathname}`); });
  application = await server.createApplication({ client_name: "Navigator", redirect_uris: [`${site.url}/callback`] });
  ({ metadata } = await verifier(server.issuer));
});

after(async () => {
  await browser?.close();
  await site?.stop();
  await server?.stop();
});

function authorizeUrl(more = {}) {
  return `${metadata.authorization_endpoint}?${new URLSearchParams({
    response_type: "code", client_id: application.client_id, redirect_uri: `${site.url}/callback`, scope: "openid",
    state: "s", code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256", ...more })}`;
}

test("the back button after a sign-in leads on, never to a dead end", async () => {
  const user = await server.createUser();
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${site.url}/start`);
  await page.goto(authorizeUrl());
  await signIn(page, user.username);
  await page.waitForURL(`${site.url}/callback**`);
  await page.goBack();
  // Either the session lets us straight through again, or a page says how to go on.
  const onward = page.locator("#submit, #continue, #back, #username");
  await Promise.race([page.waitForURL(`${site.url}/**`), onward.first().waitFor()]);
  if (!page.url().startsWith(site.url)) {
    assert.doesNotMatch(await page.locator("main").innerText(), /went wrong/i);
    await onward.first().waitFor();
  }
  await context.close();
});

test("two tabs sign in, the second one after the first has finished", async () => {
  const user = await server.createUser();
  const context = await openContext(browser);
  const [first, second] = [await context.newPage(), await context.newPage()];
  await first.goto(authorizeUrl({ state: "first" }));
  await second.goto(authorizeUrl({ state: "second" }));
  await signIn(first, user.username);
  await first.waitForURL(/state=first/);
  await signIn(second, user.username);
  await second.waitForURL(/state=second/);
  assert.match(second.url(), /code=/);
  await context.close();
});

test("a wrong password keeps the user name, says so once, and says the same for nobody", async () => {
  const user = await server.createUser();
  const texts = [];
  for (const username of [user.username, "nobody-of-this-name"]) {
    const context = await openContext(browser);
    const page = await context.newPage();
    await page.goto(authorizeUrl());
    await signIn(page, username, "a wrong password for sure");
    await page.locator("[role=alert]").waitFor();
    assert.equal(await page.locator("#username").inputValue(), username);
    assert.equal(await page.locator("#password").inputValue(), "");
    texts.push((await page.locator("main").innerText()).replaceAll(username, ""));
    await context.close();
  }
  assert.equal(texts[0], texts[1]);
});

test("asks for consent in plain words, and takes no for an answer", async () => {
  const user = await server.createUser();
  const asking = await server.createApplication({ client_name: "Asking <b>app</b>", redirect_uris: [`${site.url}/asking`], require_consent: true });
  const url = authorizeUrl({ client_id: asking.client_id, redirect_uri: `${site.url}/asking`, scope: "openid email" });
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(url);
  await signIn(page, user.username);
  await page.locator("#deny").waitFor();
  assert.match(await page.locator("main").innerText(), /Asking <b>app<\/b>[\s\S]*e-mail/);
  await screenshot(page, "consent-real");
  await page.locator("#deny").click();
  await page.waitForURL(/error=access_denied/);
  await page.goto(url);
  await page.locator("#allow").click();
  await page.waitForURL(/code=/);
  await page.goto(url);
  await page.waitForURL(/code=/);
  await context.close();
});

test("an unknown redirect URI is a page with a reference, not a redirect", async () => {
  const context = await openContext(browser);
  const page = await context.newPage();
  const response = await page.goto(authorizeUrl({ redirect_uri: "https://evil.example/" }));
  assert.equal(response.status(), 400);
  assert.ok((await page.locator("#request-id").innerText()).length > 8);
  assert.equal(response.headers()["x-request-id"], await page.locator("#request-id").innerText());
  await context.close();
});

test("the demo application signs in, refreshes, signs out", async () => {
  const user = await server.createUser();
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${server.url}/demo`);
  await page.locator("#demo-sign-in").click();
  await signIn(page, user.username);
  await page.locator("#demo-signed-in").waitFor();
  assert.equal(await page.locator("#demo-user").innerText(), user.username);
  assert.match(await page.locator("#demo-id-token").innerText(), /"sub"/);
  await screenshot(page, "demo");
  await page.locator("#demo-refresh").click();
  await page.locator("#demo-refreshed").filter({ hasText: "once" }).waitFor();
  await page.locator("#demo-sign-out").click();
  const confirm = page.locator("#confirm-logout");
  await Promise.race([page.locator("#demo-sign-in").waitFor(), confirm.waitFor()]);
  assert.equal(await confirm.count(), 0);
  await page.locator("#demo-sign-in").click();
  await page.locator("#username").waitFor();
  assert.deepEqual(context.problems, []);
  await context.close();
});

test("the account page shows who I am and ends my other sessions", async () => {
  const user = await server.createUser();
  const account = `${server.issuer}/account`;
  const contexts = [await openContext(browser), await openContext(browser)];
  const pages = [];
  for (const context of contexts) {
    const page = await context.newPage();
    await page.goto(account);
    await signIn(page, user.username);
    await page.locator("#account-username").waitFor();
    pages.push(page);
  }
  assert.equal(await pages[1].locator("#account-username").innerText(), user.username);
  const sessions = pages[1].locator("section[aria-labelledby=sessions]");
  assert.equal(await sessions.locator("li").count(), 2);
  await screenshot(pages[1], "account-real");
  await sessions.locator("button[name=revoke]").click();
  await sessions.locator("li").nth(1).waitFor({ state: "detached" });
  await pages[0].reload();
  await pages[0].locator("#username").waitFor();
  await pages[1].locator("#confirm-logout").click();
  await pages[1].locator("#confirm-logout").waitFor({ state: "detached" });
  await pages[1].goto(account);
  await pages[1].locator("#username").waitFor();
  for (const context of contexts)
    await context.close();
});

test("the first administrator is set up by a link that works once", async () => {
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(server.setup_url);
  await page.locator("#username").fill("admin");
  await page.locator("#password").fill("short");
  await page.evaluate(() => { document.querySelector("form").noValidate = true; });
  await page.locator("#submit").click();
  await page.locator("[role=alert]").waitFor();
  assert.equal(await page.locator("#username").inputValue(), "admin");
  await page.locator("#password").fill(password);
  await page.locator("#submit").click();
  await page.locator("#password").waitFor({ state: "detached" });
  const again = await page.goto(server.setup_url);
  assert.equal(again.status(), 410);
  await context.close();
});

test("mail and text messages that were not sent are shown on loopback", async () => {
  const context = await openContext(browser);
  const page = await context.newPage();
  const response = await page.goto(`${server.url}/dev/outbox`);
  assert.equal(response.status(), 200);
  assert.equal(await page.locator("h1").innerText(), "Outbox");
  await context.close();
});
