// Names the boxes of select2, which Django's autocomplete draws, after the labels of their fields.
"use strict";
(function () {
    function labelOf(select) {
        const label = select.labels && select.labels[0];
        if (label && !label.id) label.id = `${select.id}_label`;
        return label;
    }

    function name(box) {
        const select = box.previousElementSibling;
        const label = select && select.matches("select.admin-autocomplete") && labelOf(select);
        if (!label) return;
        for (const part of box.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field")) {
            const value = part.matches("[role=combobox]") && part.getAttribute("aria-labelledby");
            part.setAttribute("aria-labelledby", `${label.id} ${value || ""}`.trim());
        }
    }

    // The search field of an open list stands at the end of the page; it belongs to the box that is open.
    document.addEventListener("focusin", (event) => {
        if (!event.target.matches(".select2-dropdown .select2-search__field")) return;
        const box = document.querySelector(".select2-container--open:not(:has(.select2-dropdown))");
        const label = box && box.previousElementSibling && labelOf(box.previousElementSibling);
        if (label) event.target.setAttribute("aria-labelledby", label.id);
    });

    new MutationObserver((changes) => {
        for (const change of changes) {
            for (const node of change.addedNodes) {
                if (node instanceof Element && node.matches(".select2-container")) name(node);
            }
        }
    }).observe(document, { childList: true, subtree: true });
})();
