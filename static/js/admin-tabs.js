// Puts the Kazakh and the English fields of a group into tabs. Without it both languages simply stand below each other.
"use strict";
(function () {
    const NAMES = { kk: "Қазақша", en: "English" };
    const gettext = window.gettext || ((text) => text);
    let count = 0;

    // Returns {field, language} of a row that holds one translated field, or null.
    function translated(row) {
        const input = row.querySelector(".mt");
        const found = input && /(?:^|\s)mt-field-(\S+)-(kk|en)(?:\s|$)/.exec(input.className);
        return found ? { row, input, field: found[1], language: found[2] } : null;
    }

    // Returns the runs of neighbouring translated rows among the children of a fieldset.
    function runs(fieldset) {
        const found = [];
        let run = null;
        for (const child of fieldset.querySelectorAll(":scope > *, :scope > details > *")) {
            const entry = child.classList.contains("form-row") ? translated(child) : null;
            if (!entry) run = null;
            else if (run) run.push(entry);
            else found.push((run = [entry]));
        }
        return found;
    }

    function element(name, attributes, ...children) {
        const node = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
        node.append(...children);
        return node;
    }

    function makeTabs(run) {
        const group = `language-tabs-${count++}`;
        const list = element("div", { role: "tablist", class: "language-tablist", "aria-label": gettext("Language") });
        const box = element("div", { class: "language-tabs" }, list);
        run[0].row.before(box);
        const tabs = Object.keys(NAMES).map((language) => {
            const entries = run.filter((entry) => entry.language === language);
            const id = `${group}-${language}`;
            const mark = element("span", { class: "language-mark" });
            const button = element(
                "button",
                { type: "button", role: "tab", id, "aria-controls": `${id}-panel` },
                element("span", { lang: language }, NAMES[language]),
                " ",
                mark,
            );
            const panel = element("div", { role: "tabpanel", id: `${id}-panel`, "aria-labelledby": id, class: "language-panel" });
            panel.append(...entries.map((entry) => entry.row));
            list.append(button);
            box.append(panel);
            return { language, entries, button, panel, mark };
        });

        function select(chosen, focus) {
            for (const tab of tabs) {
                const isChosen = tab === chosen;
                tab.button.setAttribute("aria-selected", String(isChosen));
                tab.button.tabIndex = isChosen ? 0 : -1;
                tab.panel.hidden = !isChosen;
            }
            if (focus) chosen.button.focus();
        }

        const isFilled = (language, field) =>
            run.some((entry) => entry.language === language && entry.field === field && entry.input.value.trim());

        function mark() {
            for (const tab of tabs) {
                const others = tabs.filter((other) => other !== tab);
                const missing = tab.entries.filter(
                    ({ field }) =>
                        !isFilled(tab.language, field) && others.some((other) => isFilled(other.language, field)),
                ).length;
                const hasError = tab.entries.some(({ row }) => row.querySelector(".errorlist"));
                const words = [];
                if (hasError) words.push(gettext("error"));
                if (missing) words.push(missing > 1 ? `${gettext("missing")}: ${missing}` : gettext("missing"));
                tab.mark.textContent = words.join(", ");
                tab.button.classList.toggle("has-error", hasError);
                tab.button.classList.toggle("is-missing", Boolean(missing));
            }
        }

        tabs.forEach((tab, index) => {
            tab.button.addEventListener("click", () => select(tab));
            tab.button.addEventListener("keydown", (event) => {
                const goal = {
                    ArrowRight: (index + 1) % tabs.length,
                    ArrowLeft: (index + tabs.length - 1) % tabs.length,
                    Home: 0,
                    End: tabs.length - 1,
                }[event.key];
                if (goal === undefined) return;
                event.preventDefault();
                select(tabs[goal], true);
            });
        });
        box.addEventListener("input", mark);
        mark();
        const withError = tabs.find((tab) => tab.button.classList.contains("has-error"));
        const ofPage = tabs.find((tab) => document.documentElement.lang.startsWith(tab.language));
        select(withError || ofPage || tabs[0]);
    }

    function start(root) {
        for (const fieldset of root.querySelectorAll("fieldset.module")) {
            if (!fieldset.closest(".empty-form")) runs(fieldset).forEach(makeTabs);
        }
    }

    document.addEventListener("DOMContentLoaded", () => start(document));
    document.addEventListener("formset:added", (event) => start(event.target));
})();
