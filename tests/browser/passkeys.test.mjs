// SPDX-License-Identifier: GPL-3.0-or-later
// Passkeys in Chromium with its virtual authenticator, and npm @simplewebauthn/server's opinion on each ceremony.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openContext, screenshot, signIn } from "./lib/browser.mjs";
import { serve } from "./lib/http.mjs";
import { webauthn } from "./lib/packages.mjs";
import { Server, password } from "./lib/server.mjs";
import { verifier } from "./lib/tokens.mjs";

let server, browser, site, application, metadata, tokens;

before(async () => {
  server = await Server.start();
  browser = await launch();
  site = await serve((request, response, url) => { response.setHeader("content-type", "text/html"); response.end(`site ${url.pathname}`); });
  application = await server.createApplication({ client_name: "Navigator", redirect_uris: [`${site.url}/callback`] });
  tokens = await verifier(server.issuer);
  ({ metadata } = tokens);
});

after(async () => {
  await browser?.close();
  await site?.stop();
  await server?.stop();
});

const rpId = "localhost";
const authorizeUrl = () => `${metadata.authorization_endpoint}?${new URLSearchParams({
  response_type: "code", client_id: application.client_id, redirect_uri: `${site.url}/callback`, scope: "openid",
  state: "s", code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" })}`;

/** Where the pages ask for what an authenticator is to sign. */
const optionsUrl = /\/options(\?|$)/;

/** A browser with an authenticator in it, and what went over the wire: `asked` and `answered`. */
class Device {
  turns = 0;
  /** Whether a page that follows an answer gets nothing to ask: else a refused one is given again and again. */
  answersOnce = false;
  static async open(options = {}) {
    const device = new Device();
    device.context = await openContext(browser);
    device.page = await device.context.newPage();
    device.cdp = await device.context.newCDPSession(device.page);
    await device.cdp.send("WebAuthn.enable", { enableUI: false });
    ({ authenticatorId: device.id } = await device.cdp.send("WebAuthn.addVirtualAuthenticator", { options: {
      protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true, ...options } }));
    await device.context.route(optionsUrl, async (route) => {
      const turn = ++device.turns;
      const response = await route.fetch();
      // A page that was left may get its answer after the one that followed.
      if (response.ok() && turn === device.turns)
        device.asked = await response.json();
      await device.held;
      await route.fulfill({ response });
    });
    device.page.on("request", (request) => {
      const credential = request.method() === "POST" && new URLSearchParams(request.postData() ?? "").get("credential");
      if (credential) {
        device.answered = { credential: JSON.parse(credential), url: request.url() };
        if (device.answersOnce)
          device.held = new Promise(() => {});
      }
    });
    return device;
  }
  presence(enabled) {
    return this.cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId: this.id, enabled });
  }
  /** Presses a button that asks for a passkey, and has somebody there before the authenticator is asked: what it is asked
   * while nobody is there it never answers. */
  async touch(button) {
    const { promise, resolve } = Promise.withResolvers();
    this.held = promise;
    const asking = this.page.waitForRequest(optionsUrl);
    await this.page.locator(button).click();
    await asking;
    await this.presence(true);
    this.held = undefined;
    resolve();
  }
  /** Opens a sign-in page that the browser fills in by itself, perhaps before it is loaded (conditional mediation). */
  async gotoAnswered(url) {
    await this.page.goto(url, { waitUntil: "commit" });
    await this.page.waitForURL(/code=/);
  }
  /** Opens a page that asks for a passkey in the background, and waits until it got its challenge. */
  async gotoAsking(url) {
    await Promise.all([this.page.waitForResponse(optionsUrl), this.page.goto(url)]);
  }
  /** Sends an answer from the page as its own script does, and waits for the page that comes of it. */
  async send(credential) {
    const next = this.page.waitForEvent("framenavigated");
    await this.page.locator("[data-passkey]").evaluate((place, text) => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = place.dataset.action ?? place.getAttribute("action");
      for (const [name, value] of [["csrf", place.dataset.csrf ?? place.elements.csrf.value], ["credential", text]])
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      document.body.append(form);
      form.submit();
    }, JSON.stringify(credential));
    await next;
  }
  async credentials() {
    return (await this.cdp.send("WebAuthn.getCredentials", { authenticatorId: this.id })).credentials;
  }
  async signInByPassword(user, url) {
    await this.page.goto(url);
    // Whether this device can keep passkeys is known a moment after the page is there.
    const unknown = this.page.locator("input[data-passkey-capable]:not([value='1'])");
    await signIn(this.page, user.username, password, () => unknown.waitFor({ state: "detached" }));
  }
  /** A passkey made on the account page: its registration(). */
  async register(user, label = "Test key") {
    await this.signInByPassword(user, `${server.issuer}/account/passkeys`);
    const offer = this.page.locator("#not-now");
    await Promise.race([this.page.waitForURL(/\/account/), offer.waitFor()]);
    if (await offer.count() > 0) {
      await offer.click();
      await this.page.waitForURL(/\/account/);
    }
    await this.page.goto(`${server.issuer}/account/passkeys`);
    await this.page.locator("#label").fill(label);
    await this.page.locator("#add-passkey").click();
    await this.page.getByText("The passkey was added.").waitFor();
    return await this.registration();
  }
  /** What @simplewebauthn/server says of the passkey that was just made. */
  async registration() {
    const { verified, registrationInfo } = await webauthn.verifyRegistrationResponse({
      response: this.answered.credential, expectedChallenge: this.asked.challenge, expectedOrigin: server.url, expectedRPID: rpId });
    assert.equal(verified, true);
    return registrationInfo;
  }
  async close() {
    // What a page asks to the last is nobody's any more.
    await this.context.unrouteAll({ behavior: "ignoreErrors" });
    await this.context.close();
  }
}

async function secondOpinion(device, registration) {
  const { verified, authenticationInfo } = await webauthn.verifyAuthenticationResponse({
    response: device.answered.credential, expectedChallenge: device.asked.challenge, expectedOrigin: server.url, expectedRPID: rpId,
    credential: { id: registration.credential.id, publicKey: registration.credential.publicKey, counter: 0 } });
  assert.equal(verified, true);
  return authenticationInfo;
}

const passkeysOf = async (user) => (await server.admin("GET", `/realms/main/passkeys?q=user_id:${user.id}`)).items;

async function idTokenOf(page) {
  const code = new URL(page.url()).searchParams.get("code");
  const response = await fetch(metadata.token_endpoint, {
    method: "POST", headers: { authorization: `Basic ${btoa(`${application.client_id}:${application.client_secret}`)}` },
    body: new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: `${site.url}/callback`,
      code_verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" }) });
  const body = await response.json();
  return (await tokens.idToken(body.id_token, application.client_id)).claims;
}

test("registers, is offered with the user name, and signs in", async () => {
  const user = await server.createUser();
  const device = await Device.open();
  const registration = await device.register(user);
  await screenshot(device.page, "passkeys");
  const [passkey] = await passkeysOf(user);
  assert.equal(passkey.label, "Test key");
  assert.equal(passkey.user_verified, true);
  // Somebody else at the same device, as far as cookies know.
  await device.context.clearCookies();
  await device.gotoAnswered(authorizeUrl());
  assert.equal(device.asked.allowCredentials.length, 0);
  const { userVerified } = await secondOpinion(device, registration);
  assert.equal(userVerified, true);
  const claims = await idTokenOf(device.page);
  assert.equal(claims.sub, user.id);
  assert.equal(claims.acr, "2");
  assert.deepEqual(claims.amr, ["pop", "user", "mfa"]);
  assert.deepEqual(device.context.problems, []);
  await device.close();
});

test("signs in without a user name, by the button", async () => {
  const user = await server.createUser();
  const device = await Device.open();
  const registration = await device.register(user);
  await device.context.clearCookies();
  await device.presence(false);
  await device.page.goto(authorizeUrl());
  await device.page.locator("#use-passkey").waitFor();
  await screenshot(device.page, "sign_in-passkey");
  // What waits in the background makes room.
  await device.touch("#use-passkey");
  await device.page.waitForURL(/code=/);
  await secondOpinion(device, registration);
  await device.close();
});

test("signs in whose name was typed, and says so when nobody answers", async () => {
  const user = await server.createUser();
  const device = await Device.open();
  const registration = await device.register(user);
  await device.context.clearCookies();
  await device.presence(false);
  await device.page.goto(authorizeUrl());
  await device.page.locator("#username").fill(user.username);
  await device.page.locator("#submit").click();
  await device.page.locator("#password").waitFor();
  await device.cdp.send("WebAuthn.setUserVerified", { authenticatorId: device.id, isUserVerified: false });
  await device.touch("#use-passkey");
  await device.page.getByText("No passkey was used.").waitFor();
  await device.cdp.send("WebAuthn.setUserVerified", { authenticatorId: device.id, isUserVerified: true });
  await device.page.locator("#use-passkey").click();
  await device.page.waitForURL(/code=/);
  assert.deepEqual(device.asked.allowCredentials.map(({ id }) => id), [registration.credential.id]);
  await secondOpinion(device, registration);
  await device.close();
});

test("asks for a passkey after the password", async () => {
  const user = await server.createUser();
  const device = await Device.open();
  const registration = await device.register(user);
  await device.context.clearCookies();
  await device.presence(false);
  await device.signInByPassword(user, authorizeUrl());
  await device.page.locator("#use-passkey").waitFor();
  await screenshot(device.page, "passkey_factor");
  await device.touch("#use-passkey");
  await device.page.waitForURL(/code=/);
  await secondOpinion(device, registration);
  assert.deepEqual((await idTokenOf(device.page)).amr, ["pwd", "pop", "user", "mfa"]);
  await device.close();
});

test("offers a passkey after a sign-in by password, and takes no for an answer", async () => {
  const [willing, unwilling] = [await server.createUser(), await server.createUser()];
  const device = await Device.open();
  await device.presence(false);
  await device.signInByPassword(unwilling, authorizeUrl());
  await device.page.locator("#not-now").waitFor();
  await screenshot(device.page, "passkey_offer");
  await device.page.locator("#not-now").click();
  await device.page.waitForURL(/code=/);
  await device.context.clearCookies();
  await device.signInByPassword(unwilling, authorizeUrl());
  await device.page.waitForURL(/code=/);
  await device.context.clearCookies();
  await device.signInByPassword(willing, authorizeUrl());
  await device.touch("#add-passkey");
  await device.page.waitForURL(/code=/);
  const registration = await device.registration();
  assert.equal((await passkeysOf(willing)).length, 1);
  assert.equal((await passkeysOf(unwilling)).length, 0);
  // Presence is simulated since the passkey was made: the page is answered as soon as it asks.
  await device.context.clearCookies();
  await device.gotoAnswered(authorizeUrl());
  await secondOpinion(device, registration);
  await device.close();
});

test("a page of another origin gets an answer that opens nothing", async () => {
  const user = await server.createUser();
  const device = await Device.open();
  await device.register(user);
  await device.context.clearCookies();
  await device.presence(false);
  // Its own challenge first: ours is to be the one that counts.
  await device.gotoAsking(authorizeUrl());
  const { csrf, options } = await device.page.locator("[data-passkey]").evaluate((place) => ({ ...place.dataset }));
  // A site that looks like ours at another port of the same host: the browser lets it use the same RP ID.
  const evil = await device.context.newPage();
  const asked = await device.page.evaluate(async ([url, token]) =>
    (await fetch(url, { method: "POST", body: new URLSearchParams({ csrf: token }) })).json(), [options, csrf]);
  const cdp = await device.context.newCDPSession(evil);
  await cdp.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: {
    protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  for (const credential of await device.credentials())
    await cdp.send("WebAuthn.addCredential", { authenticatorId, credential });
  await evil.goto(site.url.replace("127.0.0.1", "localhost"));
  const answer = await evil.evaluate(async (challenge) => {
    const bytes = Uint8Array.from(atob(challenge.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    return (await navigator.credentials.get({ publicKey: { challenge: bytes, rpId: "localhost", userVerification: "required" } })).toJSON();
  }, asked.challenge);
  await device.send(answer);
  await device.page.locator("#errors").waitFor();
  assert.doesNotMatch(device.page.url(), /code=/);
  await device.close();
});

test("a copy of a passkey is found out, and neither opens anything after", async () => {
  const user = await server.createUser();
  const device = await Device.open();
  await device.register(user);
  const [copy] = await device.credentials();
  for (let i = 0; i < 2; ++i) {
    await device.context.clearCookies();
    await device.gotoAnswered(authorizeUrl());
  }
  // The copy counts from where it was taken.
  await device.cdp.send("WebAuthn.removeCredential", { authenticatorId: device.id, credentialId: copy.credentialId });
  await device.cdp.send("WebAuthn.addCredential", { authenticatorId: device.id, credential: copy });
  await device.context.clearCookies();
  device.answersOnce = true;
  await device.page.goto(authorizeUrl(), { waitUntil: "commit" });
  await device.page.getByText("there may be a copy").waitFor();
  const [passkey] = await passkeysOf(user);
  assert.equal(passkey.suspended, true);
  await device.close();
});

test("an answer works once, and not in the place of another", async () => {
  const user = await server.createUser();
  const device = await Device.open();
  await device.register(user);
  const registered = device.answered.credential;
  await device.context.clearCookies();
  await device.gotoAnswered(authorizeUrl());
  const used = device.answered.credential;
  await device.context.clearCookies();
  await device.presence(false);
  await device.page.goto(authorizeUrl());
  for (const credential of [used, registered]) {
    await device.page.locator("#use-passkey").waitFor();
    await device.send(credential);
    await device.page.locator("#errors").waitFor();
  }
  // Nor does what signs in register anything.
  await device.page.goto(`${server.issuer}/account/passkeys`);
  await device.page.locator("#use-passkey").waitFor();
  await device.touch("#use-passkey");
  await device.page.locator("#account-username").waitFor();
  const signedIn = device.answered.credential;
  await device.page.goto(`${server.issuer}/account/passkeys`);
  for (const credential of [used, signedIn]) {
    await device.page.locator("#add-passkey").waitFor();
    await device.send(credential);
    await device.page.locator("#errors").waitFor();
  }
  assert.equal((await passkeysOf(user)).length, 1);
  await device.close();
});

test("without scripts the page says why there are no passkeys", async () => {
  const user = await server.createUser();
  const context = await openContext(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.issuer}/account`);
  await signIn(page, user.username);
  await page.locator("#account-username").waitFor();
  await page.goto(`${server.issuer}/account/passkeys`);
  assert.match(await page.locator("noscript p").innerText(), /Passkeys need JavaScript/);
  assert.equal(await page.locator("#add-passkey").isVisible(), false);
  await context.close();
});
