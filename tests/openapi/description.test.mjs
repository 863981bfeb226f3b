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
