// SPDX-License-Identifier: GPL-3.0-or-later
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A key and a certificate for \a name that no browser trusts by itself. */
export function selfSigned(name) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "auth-tls-"));
  const [key, cert] = ["key.pem", "cert.pem"].map((file) => path.join(directory, file));
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", `/CN=${name}`,
    "-addext", `subjectAltName=DNS:${name}`, "-keyout", key, "-out", cert], { stdio: "ignore" });
  const pair = { key: fs.readFileSync(key), cert: fs.readFileSync(cert) };
  fs.rmSync(directory, { recursive: true });
  return pair;
}
