// Copies an address. Without it the address is selected and copied by hand.
"use strict";
(function () {
    for (const button of document.querySelectorAll("[data-copy-from]")) {
        const field = document.querySelector(`[aria-labelledby="${button.dataset.copyFrom}"][readonly]`);
        const label = button.textContent;
        field.addEventListener("focus", () => field.select());
        if (!navigator.clipboard) continue;
        button.hidden = false;
        button.setAttribute("aria-live", "polite");
        button.addEventListener("click", async () => {
            try {
                await navigator.clipboard.writeText(field.value);
                button.textContent = button.dataset.copied;
                setTimeout(() => (button.textContent = label), 2000);
            } catch {
                field.focus();
            }
        });
    }
})();
