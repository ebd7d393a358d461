/* A comfort, never a need: without this file the links, the list of days and its button do the same.
   The slider stops at the days of the list and nowhere between; its place in the list is its value. */
(function () {
  "use strict";
  const WAIT = 350; // ms: arrow keys are pressed several times, only the last day is asked for

  const voice = document.createElement("p"); // a live region of its own: one that is swapped is not read out
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  document.body.append(voice);

  function say(range) {
    const list = range.form.elements.on;
    list.selectedIndex = Number(range.value);
    range.setAttribute("aria-valuetext", list.options[list.selectedIndex].text);
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches(".steps-range")) say(event.target);
  });

  let waiting;
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form || !form.matches(".steps-form")) return;
    const range = form.querySelector(".steps-range");
    if (event.target.matches("select")) range.value = form.elements.on.selectedIndex;
    say(range);
    clearTimeout(waiting);
    waiting = setTimeout(() => form.isConnected && form.requestSubmit(), WAIT);
  });

  // Today has no day in its address.
  document.addEventListener("formdata", (event) => {
    if (event.target.matches(".steps-form") && !event.formData.get("on")) event.formData.delete("on");
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters } = event.detail;
    if (!elt.closest("[data-steps], .map-views")) return;
    event.detail.path = event.detail.path.replace(/#.*/, ""); // the page stays where it is
    if (parameters.on === "") delete parameters.on;
  });

  // Focus stays where it was (htmx finds it again by its id), or goes to the slider if that is gone.
  let wasInside = false;
  document.addEventListener("htmx:beforeSwap", () => {
    wasInside = Boolean(document.activeElement.closest("[data-steps]"));
  });
  document.addEventListener("htmx:afterSettle", () => {
    const range = document.querySelector(".steps-range");
    const count = document.querySelector("#main .count");
    if (!wasInside || !range) return;
    if (document.activeElement === document.body) range.focus({ preventScroll: true });
    if (document.activeElement !== range) voice.textContent = range.getAttribute("aria-valuetext");
    else if (count) voice.textContent = count.textContent.trim();
    wasInside = false;
  });
})();
