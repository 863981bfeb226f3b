// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages do beyond HTML. Every page works without it.
(() => {
  "use strict";
  // A page from the back-forward cache may belong to a flow that has ended: ask the server.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  for (const button of document.querySelectorAll("[data-reveal]")) {
    const input = document.getElementById(button.dataset.reveal);
    if (!input) continue;
    const show = (visible) => {
      input.type = visible ? "text" : "password";
      button.setAttribute("aria-pressed", String(visible));
    };
    button.hidden = false;
    button.addEventListener("click", () => show(input.type === "password"));
    // Password managers and browsers only keep what is submitted as a password.
    if (input.form) input.form.addEventListener("submit", () => show(false));
  }

  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // A second click would send a form twice whose flow works once.
  for (const form of document.querySelectorAll("form")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
      setTimeout(() => { sent = false; }, 4000);
    });
  }

  // WCAG 2.2, 2.2.1: said a minute before the end; what was typed stays where it is.
  const limit = document.getElementById("time-limit");
  if (limit) {
    const offer = document.getElementById("time-to-extend");
    const start = (seconds) => {
      limit.hidden = true;
      setTimeout(() => { limit.hidden = false; }, Math.max(0, seconds - 60) * 1000);
    };
    start(Number(limit.dataset.secondsLeft));
    limit.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const answer = await fetch(limit.action, {
          method: "POST", body: new URLSearchParams(new FormData(limit)), headers: { accept: "application/json" } });
        if (!answer.ok) throw new Error(`more time: ${answer.status}`);
        const { seconds, more } = await answer.json();
        offer.hidden = !more;
        document.getElementById("last-time").hidden = more;
        document.getElementById("main").focus();
        start(seconds);
      } catch { location.reload(); }
    });
  }

  for (const time of document.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (isNaN(moment)) continue;
    try {
      time.textContent = new Intl.DateTimeFormat(document.documentElement.lang,
        { dateStyle: "medium", timeStyle: "short" }).format(moment);
    } catch { /* The server's text, in UTC, stays. */ }
  }

  // Codes that are shown once: as they stand on the page, a line each.
  const lines = (id) => [...document.querySelectorAll(`#${id} code`)].map((code) => code.textContent).join("\n") + "\n";
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", () => navigator.clipboard.writeText(lines(button.dataset.copy)));
  }
  for (const button of document.querySelectorAll("[data-download]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = "data:text/plain;charset=utf-8," + encodeURIComponent(lines(button.dataset.download));
      link.download = button.dataset.file;
      link.click();
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  const post = document.querySelector("form[data-submit]");
  // Not post.submit(): the button whose id is "submit" hides it.
  if (post) HTMLFormElement.prototype.submit.call(post);
  const next = document.querySelector("a[data-redirect]");
  if (next) location.replace(next.href);
})();
