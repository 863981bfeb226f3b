// SPDX-License-Identifier: GPL-3.0-or-later
// A single-page application on oidc-client-ts. Tests call what hangs on `app` and read #state.
const settings = JSON.parse(decodeURIComponent(document.cookie.match(/settings=([^;]+)/)[1]));
const manager = new oidc.UserManager({
  authority: settings.issuer,
  client_id: settings.client_id,
  redirect_uri: `${location.origin}/callback`,
  popup_redirect_uri: `${location.origin}/popup`,
  post_logout_redirect_uri: `${location.origin}/bye`,
  scope: "openid profile email",
  loadUserInfo: true,
  automaticSilentRenew: false,
  userStore: new oidc.WebStorageStateStore({ store: sessionStorage }),
});
const show = (text) => { document.getElementById("state").textContent = text; };

window.app = {
  signIn: () => manager.signinRedirect(),
  signInWithPopup: async () => { const user = await manager.signinPopup(); show(`in ${user.profile.sub}`); },
  user: async () => { const user = await manager.getUser(); return user && { ...user, profile: user.profile }; },
  refresh: async () => { await manager.signinSilent(); return await window.app.user(); },
  revoke: () => manager.revokeTokens(["refresh_token"]),
  signOut: () => manager.signoutRedirect(),
};

addEventListener("DOMContentLoaded", async () => {
  try {
    if (location.pathname === "/callback") {
      const user = await manager.signinRedirectCallback();
      history.replaceState(null, "", "/");
      show(`in ${user.profile.sub}`);
    } else if (location.pathname === "/popup") {
      await manager.signinPopupCallback();
    } else if (location.pathname === "/bye") {
      await manager.signoutRedirectCallback();
      show("out");
    } else {
      show(await manager.getUser() ? "in" : "out");
    }
  } catch (error) {
    show(`error ${error.message}`);
  }
});
