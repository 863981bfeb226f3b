// SPDX-License-Identifier: GPL-3.0-or-later
import http from "node:http";
import https from "node:https";

/** Serves \a handler (request, response, url) on a free port of 127.0.0.1, over TLS with \a tls = { key, cert }. */
export async function serve(handler, tls) {
  const server = (tls ? https : http).createServer(tls ?? {}, (request, response) => {
    const url = new URL(request.url, server.url);
    Promise.resolve(handler(request, response, url)).catch((error) => {
      response.statusCode = 500;
      response.end(`error: ${error.stack}`);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.port = server.address().port;
  server.url = `${tls ? "https" : "http"}://127.0.0.1:${server.port}`;
  server.stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return server;
}

export function sendJson(response, value) {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(value));
}
