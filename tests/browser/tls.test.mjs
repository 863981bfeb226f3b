// SPDX-License-Identifier: GPL-3.0-or-later
// Behind a TLS proxy on loopback, as in production: host-bound cookies, HSTS, and a sign-in that only the proxy's address
// knows.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { launch, openContext, signIn } from "./lib/browser.mjs";
import { serve } from "./lib/http.mjs";
import { Server } from "./lib/server.mjs";
import { selfSigned } from "./lib/tls.mjs";

let server, browser, proxy;

before(async () => {
  proxy = await serve((request, response) => new Promise((resolve, reject) => {
    const forwarded = http.request(new URL(request.url, server.base_url), {
      method: request.method,
      headers: { ...request.headers, "x-forwarded-for": request.socket.remoteAddress, "x-forwarded-proto": "https" },
    }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response).on("finish", resolve);
    });
    forwarded.on("error", reject);
    request.pipe(forwarded);
  }), selfSigned("localhost"));
  server = await Server.start("--public-url", `https://localhost:${proxy.port}`);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
  await server?.stop();
});

test("signs in with cookies that only this host over TLS gets", async () => {
  assert.equal(server.issuer, `https://localhost:${proxy.port}`);
  const user = await server.createUser();
  const context = await openContext(browser, { ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const response = await page.goto(`${server.url}/demo`);
  assert.match(response.headers()["strict-transport-security"] ?? "", /max-age=\d{7,}/);
  await page.locator("#demo-sign-in").click();
  await signIn(page, user.username);
  await page.locator("#demo-signed-in").waitFor();
  assert.equal(await page.locator("#demo-user").innerText(), user.username);
  const cookies = await context.cookies();
  assert.ok(cookies.some((cookie) => cookie.name.startsWith("__Host-s-")));
  assert.ok(cookies.some((cookie) => cookie.name === "__Host-b"));
  for (const cookie of cookies) {
    assert.match(cookie.name, /^__Host-/);
    assert.ok(cookie.secure && cookie.httpOnly, cookie.name);
    assert.equal(cookie.sameSite, "Lax");
    assert.equal(cookie.path, "/");
  }
  await page.locator("#demo-refresh").click();
  await page.locator("#demo-refreshed").filter({ hasText: "once" }).waitFor();
  await page.locator("#demo-sign-out").click();
  await page.locator("#demo-sign-in").waitFor();
  assert.ok(!(await context.cookies()).some((cookie) => cookie.name.startsWith("__Host-s-")));
  assert.deepEqual(context.problems, []);
  await context.close();
});
