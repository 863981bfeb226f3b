// SPDX-License-Identifier: GPL-3.0-or-later
// A single-page application on oidc-client-ts: CORS, and tokens that the browser itself gets and refreshes.
import assert from "node:assert/strict";
import fs from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch, openContext, signIn } from "./lib/browser.mjs";
import { serve } from "./lib/http.mjs";
import { oidcClientScript } from "./lib/packages.mjs";
import { Server } from "./lib/server.mjs";
import { verifier } from "./lib/tokens.mjs";

let server, browser, site, application;

before(async () => {
  server = await Server.start();
  browser = await launch();
  const here = (name) => fs.readFile(new URL(`spa/${name}`, import.meta.url), "utf8");
  const files = { "/app.js": await here("app.js"), "/oidc-client-ts.js": await fs.readFile(oidcClientScript, "utf8") };
  const index = await here("index.html");
  site = await serve((request, response, url) => {
    const script = files[url.pathname];
    response.setHeader("content-type", script ? "text/javascript" : "text/html");
    const settings = { issuer: server.issuer, client_id: application?.client_id };
    response.setHeader("set-cookie", `settings=${encodeURIComponent(JSON.stringify(settings))}; Path=/`);
    response.end(script ?? index);
  });
  application = await server.createApplication({
    client_name: "Single page",
    type: "spa",
    token_endpoint_auth_method: "none",
    redirect_uris: [`${site.url}/callback`, `${site.url}/popup`],
    post_logout_redirect_uris: [`${site.url}/bye`],
    allowed_origins: [site.url],
  });
});

after(async () => {
  await browser?.close();
  await site?.stop();
  await server?.stop();
});

const state = (page) => page.locator("#state");

test("signs a person in, calls userinfo, refreshes, signs out, all in the browser", async () => {
  const user = await server.createUser();
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(site.url);
  await state(page).filter({ hasText: /^out$/ }).waitFor();
  await page.evaluate(() => { app.signIn(); });
  await signIn(page, user.username);
  await state(page).filter({ hasText: /^(in|error) / }).waitFor();
  assert.match(await state(page).innerText(), /^in /);

  const first = await page.evaluate(() => app.user());
  assert.equal(first.profile.email, user.email);
  const check = await verifier(server.issuer);
  const { claims } = await check.idToken(first.id_token, application.client_id);
  assert.equal((await check.accessToken(first.access_token)).claims.sub, claims.sub);

  const second = await page.evaluate(() => app.refresh());
  assert.notEqual(second.access_token, first.access_token);
  assert.notEqual(second.refresh_token, first.refresh_token);
  assert.equal((await check.accessToken(second.access_token)).claims.sub, claims.sub);

  await page.evaluate(() => { app.signOut(); });
  await state(page).filter({ hasText: /^out$/ }).waitFor();
  await page.evaluate(() => { app.signIn(); });
  await page.locator("#username").waitFor();
  assert.deepEqual(context.problems, []);
  await context.close();
});

test("signs in through a popup that reports back to its opener", async () => {
  const user = await server.createUser();
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(site.url);
  await state(page).filter({ hasText: /^out$/ }).waitFor();
  const opening = page.waitForEvent("popup");
  await page.evaluate(() => { app.signInWithPopup().catch((error) => { document.getElementById("state").textContent = `error ${error.message}`; }); });
  const popup = await opening;
  await signIn(popup, user.username);
  await state(page).filter({ hasText: /^(in|error) / }).waitFor();
  assert.match(await state(page).innerText(), /^in /);
  await context.close();
});

test("an origin that nobody registered may not read the token endpoint's answer", async () => {
  const context = await openContext(browser);
  const stranger = await serve((request, response) => { response.setHeader("content-type", "text/html"); response.end("stranger"); });
  const page = await context.newPage();
  await page.goto(stranger.url);
  const { metadata } = await verifier(server.issuer);
  const outcome = await page.evaluate(async (endpoint) => {
    try {
      const response = await fetch(endpoint, { method: "POST", body: new URLSearchParams({ grant_type: "authorization_code" }) });
      return response.status;
    } catch (error) {
      return error.name;
    }
  }, metadata.token_endpoint);
  assert.equal(outcome, "TypeError");
  await context.close();
  await stranger.stop();
});
