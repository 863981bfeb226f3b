// SPDX-License-Identifier: GPL-3.0-or-later
// A real `auth-server dev --ephemeral` on a port of its own, and what a test puts into it.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const binary = process.env.TEST_SERVER;
if (!binary)
  throw new Error("TEST_SERVER names the auth-server binary; CTest sets it");

// The server refuses settings that it does not know, and the test's own are none.
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AUTH_")));

export const password = "correct horse battery staple 7";

export class Server {
  /** Starts a server and waits until it serves. */
  static async start(...options) {
    const server = new Server();
    server.directory = await fs.mkdtemp(path.join(os.tmpdir(), "auth-browser-"));
    const readyFile = path.join(server.directory, "ready.json");
    server.log = "";
    server.process = spawn(binary,
      ["dev", "--ephemeral", "--listen", "127.0.0.1:0", "--ready-file", readyFile, ...options],
      { stdio: ["ignore", "pipe", "pipe"], env: environment });
    server.exited = new Promise((resolve) => server.process.once("exit", resolve));
    for (const stream of [server.process.stdout, server.process.stderr])
      stream.on("data", (data) => { server.log = (server.log + data).slice(-200_000); });
    for (let tries = 0; ; ++tries) {
      try {
        Object.assign(server, JSON.parse(await fs.readFile(readyFile, "utf8")));
        break;
      } catch (error) {
        if (server.process.exitCode !== null || tries > 600)
          throw new Error(`the server did not start: ${server.log}`, { cause: error });
        await sleep(50);
      }
    }
    // Where people see it: `localhost`, while base_url is the address.
    server.url = new URL(server.issuer).origin;
    return server;
  }

  /** Ends the server; throws where it had ended by itself or does not end cleanly. */
  async stop() {
    const stopped = this.process.exitCode === null && this.process.signalCode === null && this.process.kill("SIGTERM");
    await this.exited;
    await fs.rm(this.directory, { recursive: true, force: true });
    if (!stopped || this.process.exitCode !== 0)
      throw new Error(`the server ended with ${this.process.signalCode ?? this.process.exitCode}: ${this.log.slice(-4000)}`);
  }

  /** A call of the admin API; throws unless it succeeds. */
  async admin(method, resource, body) {
    const response = await fetch(`${this.base_url}/admin/v1${resource}`, {
      method,
      headers: { authorization: `Bearer ${this.admin_token}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${resource}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** An application of \a realm; `client_secret` is known where it has one. */
  async createApplication(fields, realm = "main") {
    const hasNone = ["none", "private_key_jwt"].includes(fields.token_endpoint_auth_method);
    const secret = hasNone ? {} : { client_secret: randomBytes(32).toString("hex") };
    const created = await this.admin("POST", `/realms/${realm}/applications`, {
      type: "web",
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "client_secret_basic",
      ...secret,
      ...fields,
    });
    return { ...created, ...secret };
  }

  /** A user of \a realm with `password`. */
  async createUser(fields = {}, realm = "main") {
    const username = fields.username ?? `user-${randomBytes(4).toString("hex")}`;
    return await this.admin("POST", `/realms/${realm}/users`, {
      username, password, email: `${username}@example.com`, email_verified: true, given_name: "Jane", family_name: "Doe",
      name: "Jane Doe", ...fields,
    });
  }
}
