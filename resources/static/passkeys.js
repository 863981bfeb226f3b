// SPDX-License-Identifier: GPL-3.0-or-later
// Questions that an authenticator answers (WebAuthn Level 3). Without this file the pages offer the other ways.
(() => {
  "use strict";
  // A form that makes a passkey, or a place that uses one: no form there, since nobody could fill it in.
  const places = [...document.querySelectorAll("[data-passkey]")];
  const show = (selector, root = document) => { for (const one of root.querySelectorAll(selector)) one.hidden = false; };
  /** Shows what went wrong; said aloud, too. */
  const say = (selector, root) => {
    for (const one of root.querySelectorAll(selector)) one.setAttribute("role", "alert");
    show(selector, root);
  };
  const hide = (selector, root) => { for (const one of root.querySelectorAll(selector)) one.hidden = true; };
  if (!window.PublicKeyCredential || !navigator.credentials) {
    show("[data-passkey-unsupported]");
    return;
  }

  const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const descriptor = (one) => ({ ...one, id: toBytes(one.id) });

  /** What was asked, by a new challenge each time. */
  async function ask(place) {
    const { csrf, named } = place.dataset;
    const fields = place.matches("form") ? new FormData(place) : { csrf, ...named && { named } };
    const response = await fetch(place.dataset.options, {
      method: "POST", body: new URLSearchParams(fields), headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`options: ${response.status}`);
    const options = await response.json();
    options.challenge = toBytes(options.challenge);
    if (options.user) options.user.id = toBytes(options.user.id);
    for (const list of ["allowCredentials", "excludeCredentials"])
      if (options[list]) options[list] = options[list].map(descriptor);
    return options;
  }

  /** RegistrationResponseJSON or AuthenticationResponseJSON (§5.1), also where toJSON() is missing or incomplete. */
  function encode(credential) {
    const { response } = credential;
    const encoded = { clientDataJSON: toText(response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"])
      if (response[name] instanceof ArrayBuffer) encoded[name] = toText(response[name]);
    // A new passkey carries this too, but inside.
    if (encoded.attestationObject) delete encoded.authenticatorData;
    if (response.getTransports) encoded.transports = response.getTransports();
    return { id: credential.id, rawId: toText(credential.rawId), type: credential.type, response: encoded,
      clientExtensionResults: credential.getClientExtensionResults() };
  }

  function send(place, credential) {
    let form = place;
    if (!place.matches("form")) {
      form = document.createElement("form");
      form.method = "post";
      form.action = place.dataset.action;
      for (const name of ["csrf", "credential"]) {
        const input = document.createElement("input");
        input.type = "hidden";
        input.name = name;
        form.append(input);
      }
      form.elements.csrf.value = place.dataset.csrf;
      const remember = place.querySelector("[name=remember-browser]:checked");
      if (remember) form.append(remember.cloneNode());
      document.body.append(form);
    }
    form.elements.credential.value = JSON.stringify(encode(credential));
    HTMLFormElement.prototype.submit.call(form);
  }

  // One request at a time: what waits in the background makes room for what a person asked for.
  let waiting = null;
  function stopWaiting() {
    const { abort, done } = waiting ?? {};
    waiting = null;
    abort?.abort();
    return done;
  }

  async function start(place) {
    hide("[data-passkey-error], [data-passkey-known]", place);
    await stopWaiting();
    try {
      const publicKey = await ask(place);
      const credential = place.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey });
      send(place, credential);
    } catch (error) {
      const known = error.name === "InvalidStateError" && place.querySelector("[data-passkey-known]");
      say(known ? "[data-passkey-known]" : "[data-passkey-error]", place);
      await wait(place);
    }
  }

  /** Lets the browser offer passkeys among what it fills into the user name. */
  async function wait(place) {
    if (!("conditional" in place.dataset) || !await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
    await stopWaiting();
    const abort = new AbortController();
    const mine = waiting = { abort };
    mine.done = (async () => {
      // The challenge lives for five minutes.
      let renewed = false;
      const timer = setTimeout(() => { renewed = true; abort.abort(); }, 240_000);
      try {
        const publicKey = await ask(place);
        const credential = await navigator.credentials.get({ publicKey, mediation: "conditional", signal: abort.signal });
        if (credential) send(place, credential);
      } catch {
        if (renewed && waiting === mine) { waiting = null; setTimeout(() => wait(place)); }
      } finally {
        clearTimeout(timer);
      }
    })();
  }

  for (const place of places) {
    show("[data-passkey-start]", place);
    const button = place.querySelector("[data-passkey-start]");
    if (!place.matches("form")) button.addEventListener("click", () => start(place));
    else place.addEventListener("submit", (event) => {
      event.preventDefault();
      start(place);
    });
  }
  const conditional = places.find((place) => "conditional" in place.dataset);
  if (conditional) wait(conditional);
  // Whether to offer one later: where this device can keep it.
  for (const input of document.querySelectorAll("input[data-passkey-capable]"))
    PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable?.().then((can) => { if (can) input.value = "1"; });
})();
