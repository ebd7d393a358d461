/* A comfort: makes an ARIA tree of a nested list, <ul data-tree>. Without this file the list is a list.
   Arrow keys go through it and open and close its branches, Home and End go to its ends, letters to a name, Enter
   follows the link. Of the other links (who holds a post) those of the current item are in the order of Tab. */
(function () {
  "use strict";
  const MANY = 25; // with more items than these the branches below the second level start closed
  const ITEM = '[role="treeitem"]';

  function grow(tree) {
    const lists = [...tree.querySelectorAll("ul")];
    const items = [...tree.querySelectorAll("li")];
    let current = null;
    let typed = "";
    let typedAt = 0;

    const node = (item) => item.querySelector(":scope > .node");
    const link = (item) => node(item).querySelector("a");
    const group = (item) => item.querySelector(":scope > ul");
    const above = (item) => item.parentElement.closest(ITEM);
    const isOpen = (item) => item.getAttribute("aria-expanded") === "true";
    const shown = () => items.filter((item) => !item.parentElement.closest('[aria-expanded="false"]'));

    function fold(item, open) {
      const list = group(item);
      if (!list || isOpen(item) === open) return;
      item.setAttribute("aria-expanded", String(open));
      // A closed branch can still be found with the browser's own search, which opens it.
      if (open) list.removeAttribute("hidden");
      else list.setAttribute("hidden", "until-found");
      if (!open && list.contains(current)) makeCurrent(item, list.contains(document.activeElement));
    }

    function makeCurrent(item, focus) {
      for (const [one, index] of [[current, -1], [item, 0]]) {
        if (!one) continue;
        one.tabIndex = index;
        node(one).querySelectorAll("a").forEach((a, at) => { a.tabIndex = at ? index : -1; });
      }
      current = item;
      if (focus) item.focus();
    }

    function step(by) {
      const list = shown();
      const to = list[list.indexOf(current) + by];
      if (to) makeCurrent(to, true);
    }

    function type(letter) {
      const now = Date.now();
      typed = now - typedAt < 700 ? typed + letter : letter;
      typedAt = now;
      const language = document.documentElement.lang;
      const sought = typed.toLocaleLowerCase(language);
      const list = shown();
      // A single letter goes on to the next name; more letters may stay where they are.
      const from = list.indexOf(current) + (typed.length === 1 ? 1 : 0);
      const to = [...list.slice(from), ...list.slice(0, from)].find((item) =>
        link(item).textContent.trim().toLocaleLowerCase(language).startsWith(sought)
      );
      if (to) makeCurrent(to, true);
    }

    const KEYS = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      ArrowRight: () => {
        if (!group(current)) return;
        if (isOpen(current)) makeCurrent(group(current).firstElementChild, true);
        else fold(current, true);
      },
      ArrowLeft: () => {
        if (group(current) && isOpen(current)) fold(current, false);
        else if (above(current)) makeCurrent(above(current), true);
      },
      Home: () => makeCurrent(shown()[0], true),
      End: () => makeCurrent(shown().at(-1), true),
      "*": () => [...current.parentElement.children].forEach((item) => fold(item, true)),
    };

    tree.addEventListener("keydown", (event) => {
      const item = event.target.closest(ITEM);
      if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
      const onItem = event.target === item;
      if (!onItem && !event.key.startsWith("Arrow") && event.key !== "Escape") return; // a link does what links do
      if (item !== current) makeCurrent(item, false);
      if (event.key === "Escape") {
        if (onItem) return;
        item.focus();
      } else if (KEYS[event.key]) KEYS[event.key]();
      else if (event.key === "Enter") link(item).click();
      else if (event.key === " ") fold(item, !isOpen(item));
      else if (event.key.length === 1 && /\p{L}/u.test(event.key)) type(event.key);
      else return;
      event.preventDefault();
    });

    tree.addEventListener("click", (event) => {
      const item = event.target.closest(ITEM);
      if (!item || event.target.closest("a")) return;
      makeCurrent(item, false);
      // The sign before a name, or the item itself where a reader's aid presses it.
      if (event.target.matches(".twist") || event.target === item) fold(item, !isOpen(item));
    });

    tree.addEventListener("focusin", (event) => {
      const item = event.target.closest(ITEM);
      if (item && item !== current) makeCurrent(item, false);
    });

    tree.addEventListener("beforematch", (event) => {
      for (let item = event.target.closest(ITEM); item; item = above(item)) fold(item, true);
    });

    function offer() {
      const bar = document.createElement("p");
      bar.className = "tree-tools";
      for (const [label, open] of [[tree.dataset.openAll, true], [tree.dataset.closeAll, false]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button quiet small";
        button.textContent = label;
        button.addEventListener("click", () => items.forEach((item) => fold(item, open)));
        bar.append(button);
      }
      tree.before(bar);
    }

    tree.setAttribute("role", "tree");
    lists.forEach((list) => list.setAttribute("role", "group"));
    const hasBranches = lists.length > 0;
    for (const item of items) {
      item.setAttribute("role", "treeitem");
      item.tabIndex = -1;
      item.setAttribute("aria-labelledby", link(item).id);
      const facts = item.querySelector(":scope > .node > .node-facts");
      if (facts) item.setAttribute("aria-describedby", facts.id);
      item.querySelectorAll(":scope > .node a").forEach((a) => { a.tabIndex = -1; });
      if (!group(item)) continue;
      item.setAttribute("aria-expanded", "true");
      const twist = document.createElement("span");
      twist.className = "twist";
      twist.setAttribute("aria-hidden", "true");
      node(item).prepend(twist);
    }
    if (items.length > MANY) {
      for (const item of items) if (above(item) && group(item)) fold(item, false);
    }
    if (hasBranches) {
      tree.classList.add("has-branches");
      offer();
    }
    makeCurrent(items[0], false);
  }

  const growAll = () => document.querySelectorAll("[data-tree]:not([role])").forEach(grow);
  growAll();
  document.addEventListener("htmx:afterSettle", growAll); // another day has another tree
})();
