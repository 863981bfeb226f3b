// SPDX-License-Identifier: GPL-3.0-or-later
// Chromium applies `form-action` to every hop after a form: signing in must reach https, loopback and an application's
// own scheme. One test breaks the policy on purpose, so that the others are known to see a block.
import assert from "node:assert/strict";
import http from "node:http";
import os from "node:os";
import { after, before, test } from "node:test";
import { launch, openContext, signIn, until } from "./lib/browser.mjs";
import { serve } from "./lib/http.mjs";
import { Server, password } from "./lib/server.mjs";
import { selfSigned } from "./lib/tls.mjs";
import { verifier } from "./lib/tokens.mjs";

let server, browser, secureSite, plainSite, metadata;

before(async () => {
  server = await Server.start();
  browser = await launch("--host-resolver-rules=MAP app.example.test 127.0.0.1");
  secureSite = await serve((request, response) => { response.end("secure"); }, selfSigned("app.example.test"));
  plainSite = await serve((request, response) => { response.end("plain"); });
  ({ metadata } = await verifier(server.issuer));
});

after(async () => {
  await browser?.close();
  await secureSite?.stop();
  await plainSite?.stop();
  await server?.stop();
});

/** Signs in to an application with \a redirectUri; answers what the browser was sent to and what it blocked. */
async function signInTo(redirectUri, { breakPolicy = false, type = "web", javaScriptEnabled = true } = {}) {
  const user = await server.createUser();
  const application = await server.createApplication({ type, client_name: "App", redirect_uris: [redirectUri],
    ...(type === "native" ? { token_endpoint_auth_method: "none" } : {}) });
  const context = await openContext(browser, { ignoreHTTPSErrors: true, javaScriptEnabled });
  const page = await context.newPage();
  const targets = [];
  // Where the browser was let go and found nobody.
  const inVain = [];
  page.on("requestfailed", (request) => inVain.push(request.url()));
  page.on("response", (response) => {
    const { location } = response.headers();
    if (location)
      targets.push(new URL(location, response.url()).href);
  });
  await page.goto(`${metadata.authorization_endpoint}?${new URLSearchParams({ response_type: "code",
    client_id: application.client_id, redirect_uri: redirectUri, scope: "openid", state: "s",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" })}`);
  if (breakPolicy) {
    await page.locator("#username").fill(user.username);
    await page.locator("#submit").click();
    await page.locator("#password").waitFor();
    // A second policy beside the page's own: both must allow.
    await page.evaluate(() => {
      const policy = document.createElement("meta");
      policy.httpEquiv = "Content-Security-Policy";
      policy.content = "form-action 'self'";
      document.head.append(policy);
    });
    await page.locator("#password").fill(password);
    await page.locator("#submit").click();
  } else {
    await signIn(page, user.username);
  }
  return { page, context, targets, inVain, blocked: () => context.problems.filter((text) => /form-action|Content Security Policy/i.test(text)) };
}

test("reaches an https redirect URI", async () => {
  const uri = `https://app.example.test:${secureSite.port}/callback`;
  const { page, context, blocked } = await signInTo(uri);
  await page.waitForURL(`${uri}**`);
  assert.match(page.url(), /code=/);
  assert.deepEqual(blocked(), []);
  await context.close();
});

test("reaches a redirect URI on loopback with its port", async () => {
  const uri = `http://127.0.0.1:${plainSite.port}/callback`;
  const { page, context, blocked } = await signInTo(uri, { type: "native" });
  await page.waitForURL(`${uri}**`);
  assert.deepEqual(blocked(), []);
  await context.close();
});

test("is sent to an application's own scheme", async () => {
  const { context, inVain, blocked } = await signInTo("com.example.app:/callback", { type: "native" });
  // The browser has no application for it and stays; what counts is that its policy let the redirect pass.
  await until(() => inVain.some((url) => url.startsWith("com.example.app:/callback?")), "a redirect to the scheme");
  assert.deepEqual(blocked(), []);
  await context.close();
});

const hasIpv6 = Object.values(os.networkInterfaces()).flat().some(({ address }) => address === "::1");

test("reaches [::1], which no policy can name, through a page in between", { skip: !hasIpv6 && "this machine has no ::1" }, async () => {
  const site = http.createServer((request, response) => response.end("six"));
  await new Promise((resolve) => site.listen(0, "::1", resolve));
  const uri = `http://[::1]:${site.address().port}/callback`;
  for (const javaScriptEnabled of [true, false]) {
    const { page, context, targets, blocked } = await signInTo(uri, { type: "native", javaScriptEnabled });
    await page.waitForURL(`${uri}**`);
    assert.match(page.url(), /code=/);
    assert.ok(!targets.some((url) => url.startsWith(uri)), "no redirect, a navigation");
    assert.deepEqual(blocked(), []);
    await context.close();
  }
  site.closeAllConnections();
  site.close();
});

test("would notice a policy that does not name the redirect URI", async () => {
  const uri = `https://app.example.test:${secureSite.port}/callback`;
  const { page, context, blocked } = await signInTo(uri, { breakPolicy: true });
  await until(() => blocked().length > 0, "a report of the block");
  assert.ok(!page.url().startsWith(uri));
  await context.close();
});
