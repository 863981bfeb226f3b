// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens as an outsider checks them: npm jose, and the issuer's metadata.
import { jose } from "./packages.mjs";

export async function verifier(issuer) {
  const metadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  const keys = jose.createRemoteJWKSet(new URL(metadata.jwks_uri));
  return {
    metadata,
    /** Claims of an ID token for \a clientId (OpenID Connect Core §2). */
    async idToken(token, clientId) {
      const { payload, protectedHeader } = await jose.jwtVerify(token, keys,
        { issuer, audience: clientId, requiredClaims: ["sub", "exp", "iat"], algorithms: ["RS256", "ES256", "EdDSA"] });
      return { claims: payload, header: protectedHeader };
    },
    /** Claims of an access token (RFC 9068 §4). */
    async accessToken(token, audience = issuer) {
      const { payload, protectedHeader } = await jose.jwtVerify(token, keys,
        { issuer, audience, typ: "at+jwt", requiredClaims: ["sub", "exp", "iat", "jti", "client_id"] });
      return { claims: payload, header: protectedHeader };
    },
  };
}
