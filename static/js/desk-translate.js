// Side by side: Ctrl+Enter (⌘+Enter) saves and goes on, wherever the focus is. The buttons do the same without it.
"use strict";
(function () {
    const form = document.getElementById("translate-form");
    if (!form) return;
    const next = form.querySelector("[name=_next]");
    let isSent = false;

    form.addEventListener("submit", (event) => {
        if (isSent) event.preventDefault(); // the key was pressed twice
        isSent = true;
    });
    window.addEventListener("pageshow", () => (isSent = false));
    document.addEventListener("keydown", (event) => {
        const isComposing = event.isComposing || event.repeat;
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey || isComposing) return;
        event.preventDefault();
        form.requestSubmit(next);
    });

    // The first text that waits for somebody takes the focus, unless the page speaks of something else first.
    const waiting = form.querySelector(".errors [name], .translation-state:is(.is-missing, .is-outdated, .is-in_progress)");
    const field = waiting && waiting.closest(".translate-field");
    const input = field && field.querySelector("textarea, input[type=text]");
    if (input) input.focus({ preventScroll: !document.querySelector(".errornote") });
})();
