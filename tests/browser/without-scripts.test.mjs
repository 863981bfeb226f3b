// SPDX-License-Identifier: GPL-3.0-or-later
// Every page but the passkey's is completed with scripts switched off.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { launch, openContext, signIn } from "./lib/browser.mjs";
import { serve } from "./lib/http.mjs";
import { Server, password } from "./lib/server.mjs";

let server, browser, site;

before(async () => {
  server = await Server.start();
  browser = await launch();
  site = await serve((request, response, url) => { response.end(`site ${url.pathname}`); });
});

after(async () => {
  await browser?.close();
  await site?.stop();
  await server?.stop();
});

/** RFC 6238 with its defaults, \a steps from now. */
function totp(secret, steps = 0) {
  const bits = [...secret.replaceAll(" ", "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac("sha1", key).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** The last code that went to \a to, by `mail` or `sms`. */
async function sentCode(kind, to) {
  const { items } = await (await fetch(`${server.base_url}/dev/${kind}`)).json();
  return items.filter((item) => item.to === to).map(({ text }) => text.match(/\b\d{6}\b/)?.[0]).find(Boolean);
}

/** Types it, once \a page asks for it. */
async function typeSentCode(page, kind, to) {
  await page.locator("#code").waitFor();
  await page.locator("#code").fill(await sentCode(kind, to));
  await page.locator("#submit").click();
}

/** A realm with \a settings and somebody in it, who is at its account page's sign-in without scripts. */
class Person {
  static async in(settings) {
    const person = new Person();
    person.realm = `still-${Math.random().toString(36).slice(2, 10)}`;
    await server.admin("POST", "/realms", { name: person.realm, settings });
    person.user = await server.createUser({}, person.realm);
    person.issuer = `${server.url}/realms/${person.realm}`;
    person.context = await openContext(browser, { javaScriptEnabled: false });
    person.page = await person.context.newPage();
    return person;
  }
  async signIn() {
    await this.page.goto(`${this.issuer}/account`);
    await signIn(this.page, this.user.username);
  }
  async isIn() {
    await this.page.locator("#account-username").waitFor();
    assert.equal(await this.page.locator("#account-username").innerText(), this.user.username);
  }
  async signOut() {
    await this.page.goto(`${this.issuer}/account`);
    await this.page.locator("#confirm-logout").click();
    await this.page.locator("#confirm-logout").waitFor({ state: "detached" });
  }
  /** Sets up the authenticator app that the page shows, with the code before the one of now, which stays good. */
  async confirm() {
    const secret = await this.page.locator("#secret").innerText();
    for (;;) {
      await this.page.locator("#code").fill(totp(secret, -1));
      await Promise.all([this.page.waitForEvent("framenavigated"), this.page.locator("#submit").click()]);
      // A new page, or this one again, where the code was of a moment ago.
      const refused = this.page.locator("#errors");
      await refused.or(this.page.locator("#account-username, #add-authenticator")).first().waitFor();
      if (await refused.count() === 0)
        return secret;
    }
  }
}

test("an authenticator app is set up where it is required, and asked for; backup codes stand in for it", async () => {
  const person = await Person.in({ mfa: "required" });
  const { page } = person;
  await person.signIn();
  await page.locator("#begin").click();
  const secret = await person.confirm();
  await person.isIn();

  await page.locator("#security").click();
  await page.locator("#generate-backup-codes").click();
  const [code] = await page.locator("#backup-codes code").allInnerTexts();
  await page.locator("#continue").click();
  await page.locator("#name").fill("Second phone");
  await page.locator("#add-authenticator").click();
  await person.confirm();
  await page.locator("[name=remove-authenticator]").nth(1).click();
  await page.locator("[name=remove-authenticator]").nth(1).waitFor({ state: "detached" });

  await person.signOut();
  await person.signIn();
  await page.locator("#code").fill("000000");
  await page.locator("#submit").click();
  await page.locator("#errors").waitFor();
  await page.locator("#code").fill(totp(secret));
  await page.locator("#submit").click();
  await person.isIn();

  await person.signOut();
  await person.signIn();
  await page.locator("#use-backup-code").click();
  await page.locator("#code").fill(code);
  await page.locator("#submit").click();
  await person.isIn();
  await person.context.close();
});

test("a code comes by mail", async () => {
  const person = await Person.in({ mfa_email_codes: true });
  await person.signIn();
  await person.page.locator("#use-email").click();
  await typeSentCode(person.page, "mail", person.user.email);
  await person.isIn();
  await person.context.close();
});

test("a password is chosen by a link", async () => {
  const person = await Person.in({});
  const { page } = person;
  const { url } = await server.admin("POST", `/realms/${person.realm}/users/${person.user.id}/password/links`, { lifetime: 3600 });
  await page.goto(url);
  await page.locator("#password").fill("another horse battery staple");
  await page.locator("#submit").click();
  await page.locator("#password").waitFor({ state: "detached" });
  await page.goto(`${person.issuer}/account`);
  await signIn(page, person.user.username, "another horse battery staple");
  await person.isIn();
  await person.context.close();
});

test("a device is let in, consent is given, an account is chosen, and somebody signs out", async () => {
  const person = await Person.in({});
  const { page } = person;
  const application = await server.createApplication({ client_name: "Still", redirect_uris: [`${site.url}/callback`], require_consent: true,
    grant_types: ["authorization_code", "urn:ietf:params:oauth:grant-type:device_code"] }, person.realm);
  const begun = await (await fetch(`${person.issuer}/oauth/device_authorization`, {
    method: "POST", headers: { authorization: `Basic ${btoa(`${application.client_id}:${application.client_secret}`)}` },
    body: new URLSearchParams({ scope: "openid" }) })).json();
  await page.goto(begun.verification_uri);
  await page.locator("#user_code").fill(begun.user_code);
  await page.locator("#submit").click();
  await signIn(page, person.user.username);
  await page.locator("#allow").click();
  await page.waitForURL(/\/device\/allowed/);

  const target = (more) => `${person.issuer}/oauth/authorize?${new URLSearchParams({ response_type: "code", client_id: application.client_id,
    redirect_uri: `${site.url}/callback`, scope: "openid email", state: "s", code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256", ...more })}`;
  await page.goto(target({ prompt: "select_account" }));
  await page.locator("#submit").click();
  await page.locator("#allow").click();
  await page.waitForURL(/code=/);

  await page.goto(`${person.issuer}/oauth/logout`);
  await page.locator("#confirm-logout").click();
  await page.locator("#confirm-logout").waitFor({ state: "detached" });
  await page.goto(`${person.issuer}/account`);
  await page.locator("#username").waitFor();
  await person.context.close();
});

test("sessions end from the account page, and a new browser is answered for", async () => {
  const person = await Person.in({});
  const { page } = person;
  await person.signIn();
  await person.isIn();
  const other = await openContext(browser, { javaScriptEnabled: false });
  const there = await other.newPage();
  await there.goto(`${person.issuer}/account`);
  await signIn(there, person.user.username, password);
  await there.locator("#account-username").waitFor();
  await page.reload();
  await page.locator("#revoke-others").click();
  await page.locator("#revoke-others").waitFor({ state: "detached" });
  await there.reload();
  await there.locator("#username").waitFor();
  await page.locator("[name=review-device]").first().click();
  await page.locator("#mine").click();
  await page.locator("#mine").waitFor({ state: "detached" });
  await page.goto(`${person.issuer}/account`);
  await person.isIn();
  assert.equal(await page.locator("[name=review-device]").count(), 0);
  await other.close();
  await person.context.close();
});

test("a browser that nobody knows is answered for by mail, or by an authenticator app", async () => {
  const person = await Person.in({ mfa: "off", unknown_device: "verify" });
  const { page } = person;
  await person.signIn();
  await typeSentCode(page, "mail", person.user.email);
  await person.isIn();
  await page.locator("#security").click();
  await page.locator("#name").fill("Phone");
  await page.locator("#add-authenticator").click();
  const secret = await person.confirm();

  for (const way of ["app", "mail"]) {
    const other = await openContext(browser, { javaScriptEnabled: false });
    const there = await other.newPage();
    await there.goto(`${person.issuer}/account`);
    await signIn(there, person.user.username);
    if (way === "mail") {
      await there.locator("#use-email").click();
      // The button stands for "once more" now.
      await there.locator("#use-totp").waitFor();
      await typeSentCode(there, "mail", person.user.email);
    } else {
      await there.locator("#code").fill(totp(secret));
      await there.locator("#submit").click();
    }
    await there.locator("#account-username").waitFor();
    await other.close();
  }
  await person.context.close();
});

test("an address is shown to be somebody's where that is required of them", async () => {
  const person = await Person.in({});
  const { page } = person;
  await server.admin("PATCH", `/realms/${person.realm}/users/${person.user.id}`, { required_actions: ["verify_email"] });
  await person.signIn();
  await page.locator("#code").waitFor();
  await page.locator("#code").fill(await sentCode("mail", person.user.email) === "000000" ? "000001" : "000000");
  await page.locator("#submit").click();
  await page.locator("#errors").waitFor();
  await page.locator("#send-again").click();
  await page.locator("#errors").waitFor({ state: "detached" });
  await typeSentCode(page, "mail", person.user.email);
  await person.isIn();
  await person.context.close();
});

test("a phone number is added, preferred and removed; so is an authenticator app", async () => {
  const person = await Person.in({ mfa_sms_codes: true });
  const { page } = person;
  const number = `+1415555${String(Math.floor(Math.random() * 10_000)).padStart(4, "0")}`;
  await person.signIn();
  await person.isIn();
  await page.locator("#security").click();
  await page.locator("#phone-link").click();
  await page.locator("#phone_number").fill(number);
  await page.locator("#send").click();
  await typeSentCode(page, "sms", number);
  await page.locator("#phone-number").waitFor();

  await page.locator("#name").fill("Phone");
  await page.locator("#add-authenticator").click();
  await person.confirm();
  await page.locator("#prefer-sms_code").check();
  await page.locator("#prefer-factor").click();
  await page.locator("[role=status]").waitFor();
  assert.equal(await page.locator("#prefer-sms_code").isChecked(), true);

  await person.signOut();
  await person.signIn();
  await page.locator("#use-totp").waitFor();
  await page.locator("#use-sms").click();
  await typeSentCode(page, "sms", number);
  await person.isIn();

  await page.locator("#security").click();
  await page.locator("[name=remove-authenticator]").click();
  await page.locator("[name=remove-authenticator]").waitFor({ state: "detached" });
  await page.locator("#phone-link").click();
  await page.locator("#remove").click();
  await page.locator("#phone-number").waitFor({ state: "detached" });
  await page.locator("#add-authenticator").waitFor();
  await person.context.close();
});

test("a device is removed, and whoever is signed in there is signed out", async () => {
  const person = await Person.in({});
  const { page } = person;
  await person.signIn();
  await person.isIn();
  const other = await openContext(browser, { javaScriptEnabled: false });
  const there = await other.newPage();
  await there.goto(`${person.issuer}/account`);
  await signIn(there, person.user.username);
  await there.locator("#account-username").waitFor();
  await page.reload();
  await page.locator("[name=revoke-device]").click();
  await page.locator("[name=revoke-device]").waitFor({ state: "detached" });
  await there.reload();
  await there.locator("#username").waitFor();
  await other.close();
  await person.context.close();
});
