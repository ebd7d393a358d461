// "I checked this against its source today", without leaving the form: what is typed there and not saved stays.
"use strict";

document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    if (form.id !== "check-sources" || !button || button.dataset.sent === "no") return;
    event.preventDefault();
    button.setAttribute("aria-disabled", "true");
    try {
        const response = await fetch(form.action, {
            method: "POST",
            body: new FormData(form, button),
            headers: { Accept: "application/json" },
        });
        if (!response.ok) throw new Error(String(response.status));
        const { checked, said } = await response.json();
        for (const key of checked) {
            const place = document.querySelector(`[data-check="${key}"]`);
            if (!place) continue;
            place.querySelector("[role=status]").textContent = said;
            place.querySelector("button")?.remove();
        }
        if (button.name === "record") button.replaceWith(said);
    } catch {
        button.removeAttribute("aria-disabled");
        button.dataset.sent = "no"; // let the server say in a page what is wrong
        form.requestSubmit(button);
    }
});
