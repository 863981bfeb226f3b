// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of a navigation to the first contentful paint, in Debian's Chromium: the median of each page, with an empty
// cache and with a warm one, and whether it is within 100 ms. The first one has nothing but a line of text: less than that
// no page costs here.
import os from "node:os";
import { launch, openContext } from "../browser/lib/browser.mjs";
import { serve } from "../browser/lib/http.mjs";
import { Server } from "../browser/lib/server.mjs";

const rounds = Number(process.argv[2] ?? 15);
const goal = 100;
const limit = "a line of text";
const pages = ["sign_in", "sign_in-with-password", "password-passkeys", "factor", "passkey_factor", "enrolment-setup", "consent", "error"];

async function paint(page, url) {
  await page.goto(url);
  return await page.evaluate(() => new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const first = list.getEntriesByName("first-contentful-paint")[0];
      if (first)
        resolve(first.startTime);
    }).observe({ type: "paint", buffered: true });
  }));
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const server = await Server.start();
const bare = await serve((request, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end("<!DOCTYPE html><title>Text</title><p>A line of text.");
});
const browser = await launch();
let missed = 0;
console.log(`${rounds} rounds, load before ${os.loadavg()[0].toFixed(2)}\n\n${"first contentful paint".padEnd(26)}${"cold".padStart(9)}${"warm".padStart(9)}`);
for (const name of [limit, ...pages]) {
  const url = name === limit ? bare.url.replace("127.0.0.1", "localhost") : `${server.url}/dev/pages/${name}`;
  const [cold, warm] = [[], []];
  for (let round = 0; round < rounds; ++round) {
    const context = await openContext(browser);
    const page = await context.newPage();
    // The browser's own first page is none of ours.
    await page.goto(`${server.base_url}/health/live`);
    cold.push(await paint(page, url));
    warm.push(await paint(page, url));
    await context.close();
  }
  const figures = [median(cold), median(warm)];
  const met = name === limit || Math.max(...figures) < goal;
  missed += met ? 0 : 1;
  console.log(`${name.padEnd(26)}${figures.map((value) => `${value.toFixed(1)} ms`.padStart(9)).join("")}${met ? "" : "  MISSED"}`);
}
await browser.close();
await bare.stop();
await server.stop();
process.exitCode = missed ? 1 : 0;
