/* A comfort, never a need: every page works without this file.
   Filters apply as they change; after a swap the count is announced and focus stays; Esc closes what is open. */
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  // htmx comes when a reader first reaches for what it swaps, not with the page. Until it is there,
  // a form or a link that it swaps waits for it; where it cannot be had, they are plain ones.
  const source = document.querySelector("meta[name=htmx-src]");
  const swapped = "[data-hx-get], [data-hx-boost]";
  let coming = null;
  let arrived = !source;
  function fetchHtmx() {
    coming = coming || new Promise((done) => {
      const script = document.createElement("script");
      script.src = source.content;
      script.onload = script.onerror = () => { arrived = true; done(); };
      document.head.append(script);
    });
    return coming;
  }
  if (source) {
    for (const name of ["pointerover", "pointerdown", "focusin", "change"]) {
      document.addEventListener(name, (event) => {
        const reached = event.target.form || event.target;
        if (document.readyState === "complete" && reached.closest && reached.closest(swapped)) fetchHtmx();
      }, { passive: true });
    }
    // htmx starts at once only in a page that is complete: before that, forms and links are plain ones.
    const waits = () => !arrived && document.readyState === "complete";
    document.addEventListener("submit", (event) => {
      if (!waits() || !event.target.closest(swapped)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      fetchHtmx().then(() => event.target.requestSubmit(submitter));
    }, true);
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-hx-boost] a[href]");
      if (!waits() || !link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      fetchHtmx().then(() => link.click());
    }, true);
  }

  // One live region that is never swapped: a region that arrives with its text is not read out.
  const voice = document.createElement("p");
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  document.body.append(voice);

  // A control may stand outside its form (form="filters"), so listen on the document.
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form || !form.matches("[data-filters]")) return;
    if (event.target.matches("input[type=search], input[type=text], input[type=date]")) return; // Enter applies these
    form.requestSubmit();
  });

  // Empty fields stay out of the address.
  document.addEventListener("formdata", (event) => {
    if (!event.target.matches("[data-filters], [data-tidy], [role=search]")) return;
    for (const [key, value] of [...event.formData]) {
      if (value === "" && event.formData.getAll(key).length === 1) event.formData.delete(key);
    }
  });

  // Focus: htmx restores it by id; what has no id (a chip, a page link) hands it to the results.
  let left = null;
  let opened = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    const at = document.activeElement;
    left = event.detail.target && event.detail.target.contains(at) ? at.id || "results" : null;
    opened = [...document.querySelectorAll("#listing details[id][open]")].map((details) => details.id);
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const id of opened) { const details = document.getElementById(id); if (details) details.open = true; }
    const results = document.getElementById("results");
    const count = results && results.querySelector(".count");
    if (!count) return;
    if (left) {
      const to = document.getElementById(left) || results;
      if (to === results) to.tabIndex = -1;
      if (document.activeElement !== to) to.focus({ preventScroll: to !== results });
    }
    left = null;
    voice.textContent = "";
    setTimeout(() => { voice.textContent = count.textContent.trim(); }, 50);
  });

  // Menus: Esc closes and returns to the summary, a click elsewhere closes.
  const menus = "details.menu[open], details.dropdown[open]";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest(menus) || document.querySelector(menus);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.dropdown[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
})();
