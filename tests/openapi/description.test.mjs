// SPDX-License-Identifier: GPL-3.0-or-later
// The description that a real server serves, read by other people's tools.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { Server } from "../browser/lib/server.mjs";

const here = import.meta.dirname;
const tests = path.dirname(here);
const node = path.join(tests, ".venv/bin/node");

let server, document, file;

/** Runs a program; its output where it fails. */
async function run(program, ...args) {
  const child = spawn(program, args, {
    cwd: server.directory, stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: server.directory, NO_COLOR: "1", REDOCLY_TELEMETRY: "off" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => { output += data; });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  assert.equal(code, 0, output.slice(-12_000));
  return output;
}

before(async () => {
  server = await Server.start();
  const response = await fetch(`${server.base_url}/admin/v1/openapi.json`);
  document = await response.json();
  file = path.join(server.directory, "openapi.json");
  await fs.writeFile(file, JSON.stringify(document));
});
after(() => server.stop());

test("redocly finds nothing", async () => {
  await run(node, path.join(tests, "node/node_modules/.bin/redocly"), "lint", "--extends=recommended", file);
});

test("spectral finds nothing", async () => {
  await run(node, path.join(tests, "node/node_modules/.bin/spectral"), "lint", "--fail-severity=warn", "--ruleset",
    path.join(here, "spectral.yaml"), file);
});

const checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
  + "response_headers_conformance";

/** Asks every operation but those of `left` out, for so many seconds at most; what is wrong with the answers where any is. */
async function ask(phase, seconds, ...left) {
  const config = path.join(server.directory, `${phase}.toml`);
  // What stands in paths exists, or every answer would be 404. RFC 9110 §15.6.2 wants 501 for a method that a server does
  // not know at all, which is no fault of it: asked are those that it knows.
  await fs.writeFile(config, `[parameters]
${Object.entries(ids).map(([name, id]) => `"path.${name}" = "${id}"`).join("\n")}
[phases.coverage]
unexpected-methods = ["GET", "PUT", "POST", "PATCH", "DELETE", "TRACE"]
`);
  // Without the collector: a finalizer that it runs while Python 3.11 builds a syntax tree, which the generator asks for,
  // breaks that off ("AST constructor recursion depth mismatch").
  await run(path.join(tests, ".venv/bin/python"), "-c",
    "import gc; gc.disable(); from schemathesis.cli import schemathesis; schemathesis()", "--config-file", config, "run",
    `${server.base_url}/admin/v1/openapi.json`, "--url", server.base_url,
    "--header", `Authorization: Bearer ${server.admin_token}`,
    ...["deleteRealm", ...left].flatMap((operation) => ["--exclude-operation-id", operation]),
    "--phases", phase, "--max-examples", "10", "--workers", "2", "--seed", "1", "--generation-database", "none",
    "--request-timeout", "60", "--max-time", `${seconds}`, "--continue-on-failure", "--suppress-health-check", "all", "--checks", checks);
}

let ids;

/** One of everything, with ids by the names that they have in paths. */
async function makeOneOfEach() {
  const realm = (await server.admin("POST", "/realms", { name: "described" })).id;
  const make = async (collection, body) => (await server.admin("POST", `/realms/${realm}/${collection}`, body)).id;
  ids = {
    realm,
    user: await make("users", { username: "alice", email: "alice@example.com" }),
    application: await make("applications", { client_id: "shop", type: "machine" }),
    role: await make("roles", { name: "editor" }),
    permission: await make("permissions", { name: "orders:read" }),
    scope: await make("scopes", { name: "orders" }),
    resource_server: await make("resource-servers", { name: "orders", identifier: "https://orders.example/" }),
    organization: await make("organizations", { name: "acme" }),
  };
  ids.job = await make("jobs", { operation: "unlockUser", ids: [ids.user] });
}

test("schemathesis gets no 5xx and no answer that is not described, at the edges of what is allowed", async () => {
  await makeOneOfEach();
  // Bodies of ten thousand documents are more than the generator can make.
  await ask("coverage", 40, "createConfiguration", "applyConfiguration", "planNewConfiguration", "planConfiguration");
});

test("schemathesis gets no 5xx and no answer that is not described, at random", async () => {
  await ask("fuzzing", 25);
});
