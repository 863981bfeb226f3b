// SPDX-License-Identifier: GPL-3.0-or-later
// Reads requests with Node's HTTP parser and says what it saw: standard input is a JSON array of base64 texts, standard
// output a JSON array of {requests: [{method, url, version, fields, body}], error}.
import http from 'node:http';
import { Duplex } from 'node:stream';

let input = '';
for await (const chunk of process.stdin) input += chunk;

class Wire extends Duplex {
  constructor() {
    super({ allowHalfOpen: true });
    this.remoteAddress = '127.0.0.1';
  }
  _read() {}
  _write(chunk, encoding, done) { done(); }
  setTimeout() { return this; }
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
}

async function read(bytes) {
  const seen = { requests: [], error: null };
  // Limits are ours to test, not Node's: only the reading is compared.
  const server = http.createServer({ maxHeaderSize: 1 << 20, requireHostHeader: false, insecureHTTPParser: false });
  server.maxHeadersCount = 0;
  const onRequest = (request, response) => {
    const entry = { method: request.method, url: request.url, version: request.httpVersion, fields: request.rawHeaders, body: null };
    seen.requests.push(entry);
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      entry.body = Buffer.concat(pieces).toString('base64');
      response.end();
    });
  };
  server.on('request', onRequest);
  server.on('checkContinue', onRequest);
  server.on('checkExpectation', onRequest);
  server.on('clientError', (error, socket) => {
    seen.error ??= error.code ?? String(error);
    socket.destroy();
  });
  const wire = new Wire();
  wire.on('error', () => {});
  server.emit('connection', wire);
  wire.push(bytes);
  // Everything is in memory: a few turns of the loop and nothing more can come.
  for (let i = 0; i < 8; ++i) await new Promise((resolve) => setImmediate(resolve));
  wire.destroy();
  return seen;
}

const results = [];
for (const text of JSON.parse(input)) results.push(await read(Buffer.from(text, 'base64')));
process.stdout.write(JSON.stringify(results), () => process.exit(0));
