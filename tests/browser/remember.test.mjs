// SPDX-License-Identifier: GPL-3.0-or-later
// The second factor left out on a browser, where the form is a passkey's script's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openContext, screenshot, signIn } from "./lib/browser.mjs";
import { Server } from "./lib/server.mjs";

let server, browser;

before(async () => {
  server = await Server.start();
  await server.admin("PATCH", "/realms/main", { settings: { mfa_remember_days: 30 } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const account = () => `${server.issuer}/account`;

/** Nobody is signed in any more, in the same browser. */
async function forgetSession(context) {
  const cookies = await context.cookies();
  await context.clearCookies();
  await context.addCookies(cookies.filter(({ name }) => !/^(__Host-)?s-/.test(name)));
}

test("remembers the browser after a passkey, and asks again where the person says so", async () => {
  const user = await server.createUser();
  const context = await openContext(browser);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: {
    protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true } });
  const presence = (enabled) => cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });

  // The passkey that is offered after the password.
  await page.goto(account());
  await signIn(page, user.username);
  await page.locator("#add-passkey").click();
  await page.locator("#account-username").waitFor();

  await forgetSession(context);
  await presence(false);
  await page.goto(account());
  await signIn(page, user.username);
  await page.locator("#remember-browser").check();
  await screenshot(page, "passkey_factor-remember");
  // Nothing waits in the background of this page: it is asked by the button only.
  await presence(true);
  await page.locator("#use-passkey").click();
  await page.locator("#account-username").waitFor();
  await page.locator("[name=unremember-device]").waitFor();
  await screenshot(page, "account-remembered");

  await forgetSession(context);
  await presence(false);
  await page.goto(account());
  await signIn(page, user.username);
  await page.locator("#account-username").waitFor();
  await page.locator("[name=unremember-device]").click();
  await page.getByText("The second factor is asked for there again.").waitFor();

  await forgetSession(context);
  await page.goto(account());
  await signIn(page, user.username);
  await page.locator("#remember-browser").waitFor();
  assert.equal(await page.locator("#remember-browser").isChecked(), false);
  assert.deepEqual(context.problems, []);
  await context.close();
});
