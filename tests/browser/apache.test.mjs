// SPDX-License-Identifier: GPL-3.0-or-later
// An Apache site behind mod_auth_openidc, as Debian packages them, private to the test.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { launch, openContext, signIn } from "./lib/browser.mjs";
import { Server } from "./lib/server.mjs";
import { verifier } from "./lib/tokens.mjs";

let server, browser, apache, application;

/** A port that was free a moment ago: Apache cannot be asked for any. Below those that Linux gives to who asks for any
 * (32768 and up), so that nobody gets it meanwhile. */
async function freePort() {
  for (;;) {
    const port = 16_000 + Math.floor(Math.random() * 16_000);
    const probe = net.createServer();
    const isFree = await new Promise((resolve) => {
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (isFree) {
      await new Promise((resolve) => probe.close(resolve));
      return port;
    }
  }
}

async function startApache(port, client) {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "auth-apache-"));
  await fs.chmod(directory, 0o755);
  await fs.mkdir(path.join(directory, "site"));
  await fs.writeFile(path.join(directory, "site", "index.html"), "<h1>protected page</h1>");
  const modules = "/usr/lib/apache2/modules";
  const url = `http://127.0.0.1:${port}`;
  const configuration = `
ServerRoot ${directory}
ServerName 127.0.0.1
PidFile ${directory}/apache.pid
DefaultRuntimeDir ${directory}
Listen 127.0.0.1:${port}
LoadModule mpm_event_module ${modules}/mod_mpm_event.so
LoadModule authn_core_module ${modules}/mod_authn_core.so
LoadModule authz_core_module ${modules}/mod_authz_core.so
LoadModule authz_user_module ${modules}/mod_authz_user.so
LoadModule dir_module ${modules}/mod_dir.so
LoadModule auth_openidc_module ${modules}/mod_auth_openidc.so
${process.getuid() === 0 ? "User www-data\nGroup www-data" : ""}
StartServers 1
ErrorLog ${directory}/error.log
LogLevel warn auth_openidc:info
DocumentRoot ${directory}/site
DirectoryIndex index.html
OIDCProviderMetadataURL ${server.issuer}/.well-known/openid-configuration
OIDCClientID ${client.client_id}
OIDCClientSecret ${client.client_secret}
OIDCRedirectURI ${url}/protected-callback
OIDCCryptoPassphrase passphrase-of-a-test-only
OIDCScope "openid profile email"
OIDCPKCEMethod S256
OIDCPassIDTokenAs claims serialized
OIDCInfoHook iat access_token access_token_expires id_token userinfo refresh_token session
OIDCRemoteUserClaim preferred_username
<Location />
  AuthType openid-connect
  Require valid-user
</Location>
<Location /bye.html>
  AuthType None
  Require all granted
</Location>
`;
  await fs.writeFile(path.join(directory, "site", "bye.html"), "bye");
  const file = path.join(directory, "apache.conf");
  await fs.writeFile(file, configuration);
  const child = spawn("/usr/sbin/apache2", ["-f", file, "-DFOREGROUND"], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (data) => { output += data; });
  child.stderr.on("data", (data) => { output += data; });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  for (let tries = 0; ; ++tries) {
    try {
      await fetch(`${url}/bye.html`);
      break;
    } catch (error) {
      if (child.exitCode !== null || tries > 200)
        throw new Error(`Apache did not start: ${output}`, { cause: error });
      await sleep(50);
    }
  }
  return {
    url,
    errors: () => fs.readFile(path.join(directory, "error.log"), "utf8"),
    async stop() {
      child.kill("SIGTERM");
      await exited;
      await fs.rm(directory, { recursive: true, force: true });
    },
  };
}

before(async () => {
  server = await Server.start();
  browser = await launch();
  const port = await freePort();
  application = await server.createApplication({
    client_name: "Apache site",
    redirect_uris: [`http://127.0.0.1:${port}/protected-callback`],
    post_logout_redirect_uris: [`http://127.0.0.1:${port}/bye.html`],
  });
  apache = await startApache(port, application);
});

after(async () => {
  await browser?.close();
  await apache?.stop();
  await server?.stop();
});

test("protects a page, calls userinfo, refreshes, signs out", async () => {
  const user = await server.createUser();
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${apache.url}/index.html`);
  await signIn(page, user.username);
  await page.getByText("protected page").waitFor();

  const info = async () => JSON.parse(await page.evaluate(async () => (await fetch("/protected-callback?info=json")).text()));
  const first = await info();
  assert.equal(first.userinfo.email, user.email);
  assert.equal(first.id_token.sub, first.userinfo.sub);
  const check = await verifier(server.issuer);
  assert.equal((await check.accessToken(first.access_token)).claims.sub, first.id_token.sub);

  const refresh = new URLSearchParams({ refresh: `${apache.url}/index.html`, access_token: first.access_token });
  await page.goto(`${apache.url}/protected-callback?${refresh}`);
  await page.getByText("protected page").waitFor();
  assert.ok(!page.url().includes("error_code"), page.url());
  const second = await info();
  assert.notEqual(second.access_token, first.access_token);
  assert.notEqual(second.refresh_token, first.refresh_token);
  assert.equal((await check.accessToken(second.access_token)).claims.sub, first.id_token.sub);

  await page.goto(`${apache.url}/protected-callback?logout=${encodeURIComponent(`${apache.url}/bye.html`)}`);
  await page.waitForURL(`${apache.url}/bye.html**`);
  // Another address: the browser may show the page that it has without asking.
  await page.goto(`${apache.url}/index.html?again`);
  await page.locator("#username").waitFor();
  assert.doesNotMatch(await apache.errors(), /:error\]/);
  await context.close();
});
