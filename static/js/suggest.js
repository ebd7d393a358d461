/* Suggestions beneath a search box (form[data-suggest]): a combobox with a list, chosen by hand (WAI-ARIA APG).
   Down and Up walk through the list, Enter opens what is marked or else submits the form, Esc closes the list.
   Without this file the box is a plain form. */
(function () {
  "use strict";
  const WAIT = 150; // milliseconds after the last letter

  document.querySelectorAll("form[data-suggest]").forEach((form) => {
    const input = form.querySelector("input[type=search]");
    const list = document.createElement("div");
    const voice = document.createElement("p");
    let timer = 0;
    let asked = null; // the request under way
    let shown = ""; // the words that the list answers
    let at = -1;

    list.className = "suggestions";
    list.id = `${input.id}-list`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.getAttribute("aria-label"));
    voice.className = "visually-hidden";
    voice.setAttribute("role", "status");
    form.append(list, voice);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    const options = () => [...list.querySelectorAll("[role=option]")];

    function mark(place) {
      const all = options();
      all.forEach((option) => option.setAttribute("aria-selected", "false"));
      at = all.length ? (place + all.length + 1) % (all.length + 1) : -1; // one past the last: the box itself
      if (at < 0 || at >= all.length) {
        at = -1;
        input.removeAttribute("aria-activedescendant");
        return;
      }
      all[at].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    }

    function open(yes) {
      list.hidden = !yes;
      input.setAttribute("aria-expanded", String(yes));
      mark(-1);
    }

    async function ask(words) {
      if (asked) asked.abort();
      asked = new AbortController();
      try {
        const address = `${form.dataset.suggest}?q=${encodeURIComponent(words)}`;
        const response = await fetch(address, { signal: asked.signal, credentials: "same-origin" });
        if (!response.ok) throw new Error(response.status);
        list.innerHTML = await response.text();
        shown = words;
        if (document.activeElement !== input) return;
        open(options().length > 0);
        voice.textContent = list.firstElementChild ? list.firstElementChild.dataset.says : "";
      } catch (error) {
        if (error.name !== "AbortError") open(false); // no answer: the form still works
      }
    }

    function wanted() {
      clearTimeout(timer);
      const words = input.value.trim();
      if (!words) {
        if (asked) asked.abort();
        list.textContent = shown = "";
        open(false);
        return;
      }
      timer = setTimeout(() => ask(words), WAIT);
    }

    input.addEventListener("input", wanted);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!input.value.trim()) return;
        event.preventDefault();
        if (shown !== input.value.trim()) ask(input.value.trim());
        else if (list.hidden) { open(options().length > 0); if (!event.altKey) mark(event.key === "ArrowDown" ? 0 : -2); }
        else mark(event.key === "ArrowDown" ? at + 1 : at < 0 ? -2 : at - 1);
      } else if (event.key === "Enter" && !list.hidden && at >= 0) {
        event.preventDefault();
        options()[at].click();
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault(); // the box keeps its words; a second Esc empties it
        event.stopPropagation(); // and a menu around it stays open
        open(false);
      } else if (event.key === "ArrowLeft" || event.key === "ArrowRight" || event.key === "Home" || event.key === "End") {
        mark(-1);
      }
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
    input.addEventListener("blur", () => open(false));
    form.addEventListener("submit", () => { clearTimeout(timer); if (asked) asked.abort(); open(false); });
  });
})();
