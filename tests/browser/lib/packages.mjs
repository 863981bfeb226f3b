// SPDX-License-Identifier: GPL-3.0-or-later
// The packages of tests/node. Node looks for packages beside the importing file only, so they are named by path once.
import { fileURLToPath } from "node:url";

export { chromium } from "../../node/node_modules/playwright-core/index.mjs";
export * as openid from "../../node/node_modules/openid-client/build/index.js";
export * as jose from "../../node/node_modules/jose/dist/webapi/index.js";

const packages = new URL("../../node/node_modules/", import.meta.url);
export const axeScript = fileURLToPath(new URL("axe-core/axe.min.js", packages));
export const oidcClientScript = fileURLToPath(new URL("oidc-client-ts/dist/browser/oidc-client-ts.min.js", packages));
export * as webauthn from "../../node/node_modules/@simplewebauthn/server/esm/index.js";
