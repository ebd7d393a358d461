// A form that is written by hand: Ctrl+S (⌘+S) saves and goes on editing, Ctrl+Enter (⌘+Enter) saves; it is sent once;
// and who leaves it with something unsaved is asked first. Without it the buttons do the same, and nobody asks.
//
// The script is told which form: data-form="#id"; with data-keys="elsewhere" the keys are left to the page's own script.
"use strict";
(function () {
    const { form: place, keys } = document.currentScript.dataset;
    const form = document.querySelector(place);
    if (!form) return;
    const OURS = new Set(["csrfmiddlewaretoken", "opened_version"]);
    const STUCK = 15000; // ms: no answer comes any more, and the form may be sent again
    // A form that was refused holds what is saved nowhere, even if nothing is changed in it now.
    const isRefused = Boolean(document.querySelector(".errornote, .merge"));
    let first = null;
    let isSent = false;

    // Returns what the form would send, as one text.
    function said() {
        const pairs = [...new FormData(form)].filter(([name]) => !OURS.has(name));
        return JSON.stringify(pairs.map(([name, value]) => [name, value.name ? [value.name, value.size] : value]));
    }

    // By then tabs, autocompletes and date pickers have settled.
    window.addEventListener("load", () => (first = said()));

    form.addEventListener("submit", (event) => {
        if (isSent) event.preventDefault();
        if (event.defaultPrevented) return;
        isSent = true;
        setTimeout(() => (isSent = false), STUCK);
    });
    window.addEventListener("pageshow", () => (isSent = false));
    window.addEventListener("beforeunload", (event) => {
        if (isSent || first === null || (!isRefused && said() === first)) return;
        event.preventDefault();
        event.returnValue = true; // older browsers ask only then
    });

    const save = form.querySelector("[type=submit][name=_save]");
    const goOn = form.querySelector("[type=submit][name=_continue]") || save;
    if (keys === "elsewhere" || !goOn) return;
    for (const hint of document.querySelectorAll("[data-keyboard-hint]")) hint.hidden = false;

    // Under a Kazakh layout the key S gives another letter: there its place counts.
    const isS = (event) => (/^[a-z]$/i.test(event.key) ? event.key.toLowerCase() === "s" : event.code === "KeyS");

    document.addEventListener("keydown", (event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
        const pressed = event.key === "Enter" ? save : isS(event) ? goOn : null;
        if (!pressed) return;
        event.preventDefault();
        if (!event.repeat) form.requestSubmit(pressed);
    });
})();
