// SPDX-License-Identifier: GPL-3.0-or-later
// A Node application on openid-client lets a person in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openContext, signIn } from "./lib/browser.mjs";
import { sendJson, serve } from "./lib/http.mjs";
import { jose, openid } from "./lib/packages.mjs";
import { Server } from "./lib/server.mjs";
import { verifier } from "./lib/tokens.mjs";

let server, browser, site, application, config, visits;

before(async () => {
  server = await Server.start();
  browser = await launch();
  visits = new Map();
  site = await serve(async (request, response, url) => {
    const redirectUri = `${site.url}/callback`;
    if (url.pathname === "/login") {
      const visit = { verifier: openid.randomPKCECodeVerifier(), state: openid.randomState(), nonce: openid.randomNonce() };
      visits.set(visit.state, visit);
      response.writeHead(302, { location: openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: "openid profile email",
        code_challenge: await openid.calculatePKCECodeChallenge(visit.verifier),
        code_challenge_method: "S256",
        state: visit.state,
        nonce: visit.nonce,
      }).href }).end();
    } else if (url.pathname === "/callback") {
      const visit = visits.get(url.searchParams.get("state"));
      visits.delete(url.searchParams.get("state"));
      site.tokens = await openid.authorizationCodeGrant(config, url,
        { pkceCodeVerifier: visit.verifier, expectedState: visit.state, expectedNonce: visit.nonce, idTokenExpected: true });
      site.userinfo = await openid.fetchUserInfo(config, site.tokens.access_token, site.tokens.claims().sub);
      sendJson(response, site.userinfo);
    } else if (url.pathname === "/logout") {
      response.writeHead(302, { location: openid.buildEndSessionUrl(config,
        { id_token_hint: site.tokens.id_token, post_logout_redirect_uri: `${site.url}/bye`, state: "after" }).href }).end();
    } else {
      response.end(`at ${url.pathname}`);
    }
  });
  application = await server.createApplication({
    client_name: "Node application",
    redirect_uris: [`${site.url}/callback`],
    post_logout_redirect_uris: [`${site.url}/bye`],
  });
  config = await openid.discovery(new URL(server.issuer), application.client_id, undefined,
    openid.ClientSecretBasic(application.client_secret), { execute: [openid.allowInsecureRequests] });
});

after(async () => {
  await browser?.close();
  await site?.stop();
  await server?.stop();
});

test("signs a person in, calls userinfo, refreshes, signs out", async () => {
  const user = await server.createUser();
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${site.url}/login`);
  assert.match(await page.locator("main").innerText(), /Node application/);
  await signIn(page, user.username);
  await page.waitForURL(`${site.url}/callback**`);

  assert.equal(site.userinfo.email, user.email);
  assert.equal(site.userinfo.preferred_username, user.username);
  const check = await verifier(server.issuer);
  const first = await check.idToken(site.tokens.id_token, application.client_id);
  assert.equal(first.claims.sub, site.userinfo.sub);
  const access = await check.accessToken(site.tokens.access_token);
  assert.equal(access.claims.client_id, application.client_id);
  assert.equal(access.claims.sub, first.claims.sub);

  const refreshed = await openid.refreshTokenGrant(config, site.tokens.refresh_token);
  assert.notEqual(refreshed.access_token, site.tokens.access_token);
  assert.notEqual(refreshed.refresh_token, site.tokens.refresh_token);
  assert.equal((await check.accessToken(refreshed.access_token)).claims.sub, first.claims.sub);
  assert.equal((await openid.tokenIntrospection(config, refreshed.access_token)).active, true);
  await openid.tokenRevocation(config, refreshed.access_token);
  assert.equal((await openid.tokenIntrospection(config, refreshed.access_token)).active, false);

  await page.goto(`${site.url}/logout`);
  await page.waitForURL(`${site.url}/bye?state=after`);
  await page.goto(`${site.url}/login`);
  await page.locator("#username").waitFor();
  await assert.rejects(openid.refreshTokenGrant(config, refreshed.refresh_token), /invalid_grant|response body|error/i);
  assert.deepEqual(context.problems, []);
  await context.close();
});

test("lets a second application in without asking again", async () => {
  const user = await server.createUser();
  const other = await server.createApplication({ client_name: "Second", redirect_uris: [`${site.url}/second`] });
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${site.url}/login`);
  await signIn(page, user.username);
  await page.waitForURL(`${site.url}/callback**`);
  const query = new URLSearchParams({ response_type: "code", client_id: other.client_id, redirect_uri: `${site.url}/second`,
    scope: "openid", state: "s", code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" });
  await page.goto(`${config.serverMetadata().authorization_endpoint}?${query}`);
  assert.match(page.url(), /\/second\?.*code=/);
  await context.close();
});

test("proves itself by a key of its own in place of a secret", async () => {
  for (const algorithm of ["RS256", "PS256", "ES256"]) {
    const { publicKey, privateKey } = await jose.generateKeyPair(algorithm, { extractable: true });
    const kid = `key-for-${algorithm}`;
    const client = await server.createApplication({ type: "machine", grant_types: ["client_credentials"], scope: "orders:read",
      token_endpoint_auth_method: "private_key_jwt", jwks: { keys: [{ ...await jose.exportJWK(publicKey), kid }] } });
    assert.equal(client.client_secret, undefined);
    const own = await openid.discovery(new URL(server.issuer), client.client_id, undefined,
      openid.PrivateKeyJwt({ key: privateKey, kid }), { execute: [openid.allowInsecureRequests] });
    const tokens = await openid.clientCredentialsGrant(own);
    assert.equal((await (await verifier(server.issuer)).accessToken(tokens.access_token)).claims.sub, client.client_id);
    assert.equal((await openid.tokenIntrospection(own, tokens.access_token)).active, true);
    await openid.tokenRevocation(own, tokens.access_token);
    assert.equal((await openid.tokenIntrospection(own, tokens.access_token)).active, false);
  }
});

test("gets through when scripts are off", async () => {
  const user = await server.createUser();
  const context = await openContext(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}/login`);
  await signIn(page, user.username, "a wrong password for sure");
  await page.locator("[role=alert]").waitFor();
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.locator("#password").inputValue(), "");
  assert.equal(await page.locator("#username").inputValue(), user.username);
  await signInAgain(page);
  await page.waitForURL(`${site.url}/callback**`);
  await context.close();

  async function signInAgain(where) {
    const { password } = await import("./lib/server.mjs");
    await where.locator("#password").fill(password);
    await where.locator("#submit").click();
  }
});

test("gets the answer by form_post, with and without scripts", async () => {
  const user = await server.createUser();
  for (const javaScriptEnabled of [true, false]) {
    const received = [];
    const receiver = await serve(async (request, response) => {
      let body = "";
      for await (const chunk of request)
        body += chunk;
      if (request.method === "POST")
        received.push(new URLSearchParams(body));
      response.end("thanks");
    });
    const client = await server.createApplication({ redirect_uris: [`${receiver.url}/post`] });
    const context = await openContext(browser, { javaScriptEnabled });
    const page = await context.newPage();
    const query = new URLSearchParams({ response_type: "code", response_mode: "form_post", client_id: client.client_id,
      redirect_uri: `${receiver.url}/post`, scope: "openid", state: "a<b>\"c'", nonce: "n",
      code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" });
    await page.goto(`${config.serverMetadata().authorization_endpoint}?${query}`);
    await signIn(page, user.username);
    if (!javaScriptEnabled)
      await page.locator("form[data-submit] #submit").click();
    await page.waitForURL(`${receiver.url}/post`);
    assert.equal(received.length, 1);
    assert.equal(received[0].get("state"), "a<b>\"c'");
    assert.ok(received[0].get("code"));
    assert.deepEqual(context.problems, []);
    await context.close();
    await receiver.stop();
  }
});
