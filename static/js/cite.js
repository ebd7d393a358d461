/* "Cite this page", "Kazakh case forms": a button beside each text that copies it, and says so. */
function giveButtons() {
  for (const box of document.querySelectorAll("details[data-copy]:not([data-ready])")) {
    box.dataset.ready = "";
    const said = box.querySelector("[role=status]");
    for (const text of box.querySelectorAll(".cite-text, .case-form")) {
      const isCell = text.tagName === "TD"; // a row of case forms is known by its form, not by the name of the case
      const name = isCell ? text.textContent : text.closest("div").querySelector("dt").textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button quiet";
      button.textContent = box.dataset.copy;
      button.setAttribute("aria-label", `${box.dataset.copy}: ${name}`);
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(text.innerText.trim());
          said.textContent = "";
          button.textContent = box.dataset.copied;
          setTimeout(() => { said.textContent = `${name}: ${box.dataset.copied}`; }, 50);
          setTimeout(() => { button.textContent = box.dataset.copy; said.textContent = ""; }, 4000);
        } catch {
          getSelection().selectAllChildren(text); // the reader copies it by hand
        }
      });
      const place = document.createElement(text.tagName);
      place.className = "cite-copy";
      place.append(button);
      text.after(place);
    }
  }
}

giveButtons();
document.addEventListener("htmx:afterSettle", giveButtons); // the block is swapped with the page
