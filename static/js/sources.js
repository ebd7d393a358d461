/* A mark of a source opens, beside the fact, what the list of sources at the foot of the page says of it.
   Without this file, or where a browser has no popovers, the mark is a plain link to that list. */
(function () {
  "use strict";
  const template = document.getElementById("source-popover");
  const { dataset } = document.documentElement;
  if (!template || !HTMLElement.prototype.showPopover || dataset.sources) return;
  dataset.sources = "ready"; // the script stands in what is swapped, and comes again with it
  const marks = ".sourcemark a[href^='#source-']";
  const popover = template.content.firstElementChild.cloneNode(true);
  const body = popover.querySelector(".popover-body");
  const link = popover.querySelector(".popover-link");
  const EDGE = 8;
  let mark = null;
  document.body.append(popover);

  // In the list an entry begins with the source; what it says of each fact follows, one .says for each.
  function fill() {
    const entry = document.querySelector(mark.hash);
    const wanted = (mark.dataset.says || "").split(" ").map((key) => `says-${key}`);
    const clone = entry.cloneNode(true);
    clone.querySelectorAll(".says").forEach((says) => { if (!wanted.includes(says.id)) says.remove(); });
    clone.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    body.replaceChildren(...clone.childNodes);
    popover.querySelector(".popover-number").textContent = mark.textContent;
    popover.querySelector(".unchecked").hidden = body.querySelector(".checked-on") !== null;
    link.hash = mark.hash;
  }

  // Below the mark, or above it where there is more room; never beyond the edges of the window.
  function place() {
    const at = mark.getBoundingClientRect();
    const width = document.documentElement.clientWidth, height = window.innerHeight;
    const below = height - at.bottom - 2 * EDGE, above = at.top - 2 * EDGE;
    const goesAbove = below < Math.min(popover.scrollHeight, 280) && above > below;
    popover.style.maxHeight = `${Math.max(160, goesAbove ? above : below)}px`;
    const left = Math.min(at.left - 24, width - popover.offsetWidth - EDGE);
    popover.style.left = `${Math.max(EDGE, left) + window.scrollX}px`;
    const top = goesAbove ? at.top - popover.offsetHeight - EDGE : at.bottom + EDGE;
    popover.style.top = `${top + window.scrollY}px`;
  }

  function open(next) {
    if (popover.matches(":popover-open")) popover.hidePopover();
    mark = next;
    fill();
    mark.setAttribute("aria-expanded", "true");
    popover.showPopover({ source: mark });
    place();
    popover.focus({ preventScroll: true });
  }

  document.querySelectorAll(marks).forEach((one) => {
    one.setAttribute("aria-haspopup", "dialog");
    one.setAttribute("aria-expanded", "false");
  });

  document.addEventListener("click", (event) => {
    const next = event.target.closest(marks);
    if (!next || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!document.querySelector(next.hash)) return;
    event.preventDefault();
    if (next === closed) return; // the press that closed it was on its own mark
    open(next);
  });

  // A press outside closes it before the click is heard; remember on which mark that was.
  let closed = null;
  document.addEventListener("pointerdown", (event) => {
    closed = popover.matches(":popover-open") && event.target.closest(marks) === mark ? mark : null;
  }, true);
  document.addEventListener("keydown", () => { closed = null; }, true);

  // The popover goes: focus returns to the mark, unless the reader has gone elsewhere with it.
  popover.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "closed" || !mark) return;
    mark.setAttribute("aria-expanded", "false");
    if (popover.contains(document.activeElement)) mark.focus({ preventScroll: true });
  });
  popover.querySelector("button").addEventListener("click", () => popover.hidePopover());
  link.addEventListener("click", () => {
    const entry = document.querySelector(link.hash);
    popover.hidePopover();
    entry.tabIndex = -1;
    entry.focus({ preventScroll: true }); // the link itself scrolls to it
  });
  window.addEventListener("resize", () => { if (popover.matches(":popover-open")) place(); });
})();
