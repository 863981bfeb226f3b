// SPDX-License-Identifier: GPL-3.0-or-later
// Chromium applies `form-action` to every hop after a form: signing in must reach https, loopback and an application's
// own scheme. One test breaks the policy on purpose, so that the others are known to see a block.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { launch, openContext, signIn } from "./lib/browser.mjs";
import { serve } from "./lib/http.mjs";
import { Server, password } from "./lib/server.mjs";
import { verifier } from "./lib/tokens.mjs";

let server, browser, secureSite, plainSite, metadata;

before(async () => {
  server = await Server.start();
  browser = await launch("--host-resolver-rules=MAP app.example.test 127.0.0.1");
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "auth-tls-"));
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=app.example.test",
    "-keyout", path.join(directory, "key.pem"), "-out", path.join(directory, "cert.pem")], { stdio: "ignore" });
  const tls = { key: fs.readFileSync(path.join(directory, "key.pem")), cert: fs.readFileSync(path.join(directory, "cert.pem")) };
  fs.rmSync(directory, { recursive: true });
  secureSite = await serve((request, response) => { response.end("secure"); }, tls);
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
async function signInTo(redirectUri, { breakPolicy = false, type = "web" } = {}) {
  const user = await server.createUser();
  const application = await server.createApplication({ type, client_name: "App", redirect_uris: [redirectUri],
    ...(type === "native" ? { token_endpoint_auth_method: "none" } : {}) });
  const context = await openContext(browser, { ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const targets = [];
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
  return { page, context, targets, blocked: () => context.problems.filter((text) => /form-action|Content Security Policy/i.test(text)) };
}

async function waitFor(condition, what) {
  for (let tries = 0; tries < 200; ++tries) {
    if (condition())
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`never happened: ${what}`);
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
  const { context, targets, blocked } = await signInTo("com.example.app:/callback", { type: "native" });
  await waitFor(() => targets.some((url) => url.startsWith("com.example.app:/callback?")), "a redirect to the scheme");
  // The browser has no application for it and stays; what counts is that its policy let the redirect pass.
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.deepEqual(blocked(), []);
  await context.close();
});

test("would notice a policy that does not name the redirect URI", async () => {
  const uri = `https://app.example.test:${secureSite.port}/callback`;
  const { page, context, blocked } = await signInTo(uri, { breakPolicy: true });
  await waitFor(() => blocked().length > 0, "a report of the block");
  assert.ok(!page.url().startsWith(uri));
  await context.close();
});
