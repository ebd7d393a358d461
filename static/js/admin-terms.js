// Reads along while an editor types: underlines what the glossary calls deprecated, and offers under the field what to
// write instead. The server finds the words (apps/terms); without this file it says the same after the save.
"use strict";
(function () {
    const { url } = document.currentScript.dataset;
    const gettext = window.gettext || ((text) => text);
    const PAUSE = 500; // so many milliseconds after the last key a text is read
    const MOST_TEXTS = 40; // in one request; the server takes 60 and 100,000 letters
    const MOST_LETTERS = 60000;
    const readers = new Map(); // each field and its Reader
    let timer = null;
    let count = 0;

    function element(name, attributes, ...children) {
        const node = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
        node.append(...children);
        return node;
    }

    const named = (template, values) => template.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);

    // One field: the layer behind it, in which the words are underlined, and the list below it.
    class Reader {
        constructor(field) {
            this.field = field;
            this.remarks = [];
            this.read = null; // the text that the remarks are about
            this.checked = null; // the text that the server was last asked about
            this.layer = element("div", { class: "term-layer", "aria-hidden": "true" });
            this.status = element("p", { class: "term-status", role: "status" });
            this.list = element("ul", {});
            this.says = element("div", { class: "term-remarks", id: `term-remarks-${count++}` }, this.status, this.list);
            const hadFocus = document.activeElement === field;
            const frame = element("div", { class: "term-field" });
            frame.classList.toggle("is-line", field.matches("input"));
            field.replaceWith(frame);
            frame.append(this.layer, field);
            if (hadFocus) field.focus();
            (frame.closest(".flex-container") || frame).after(this.says);
            field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${this.says.id}`.trim());
            field.addEventListener("input", () => {
                this.checked = null; // also a text that was read before: what it said is gone since
                this.keepWhatStands();
                readSoon();
            });
            field.addEventListener("scroll", () => this.follow());
        }

        // The text has changed: a remark stays while its word still stands, perhaps a little further on.
        keepWhatStands() {
            const { value } = this.field;
            const before = this.read || "";
            let same = 0;
            while (same < before.length && same < value.length && before[same] === value[same]) same++;
            const moved = value.length - before.length;
            const kept = this.remarks
                .map((remark) => (remark.start < same ? remark : { ...remark, start: remark.start + moved, end: remark.end + moved }))
                .filter((remark) => remark.start >= 0 && value.slice(remark.start, remark.end) === remark.found);
            this.show(kept, value);
        }

        show(remarks, text) {
            this.remarks = remarks;
            this.read = text;
            const parts = [];
            let at = 0;
            for (const { start, end } of remarks) {
                parts.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
                at = end;
            }
            // An empty last line has no height of its own in a block, as it has in a field.
            this.layer.replaceChildren(...parts, text.slice(at), this.field.matches("textarea") ? "\n" : "");
            this.measure();
            this.list.replaceChildren(...this.groups().map((group) => this.entry(group)));
            this.say(remarks.length ? gettext("The glossary advises other words here:") : "");
        }

        say(words) {
            if (this.status.textContent !== words) this.status.textContent = words;
        }

        // The letters of the layer stand where those of the field stand, whatever the width of the window makes of them.
        measure() {
            const { font, padding, letterSpacing } = getComputedStyle(this.field);
            Object.assign(this.layer.style, { font, padding, letterSpacing });
            this.follow();
        }

        follow() {
            this.layer.scrollTop = this.field.scrollTop;
            this.layer.scrollLeft = this.field.scrollLeft;
        }

        // The same word in the same form is said once, however often it stands there.
        groups() {
            const found = new Map();
            for (const remark of this.remarks) {
                const key = `${remark.found}\n${remark.instead}`;
                if (!found.has(key)) found.set(key, []);
                found.get(key).push(remark);
            }
            return [...found.values()];
        }

        entry(group) {
            const [remark] = group;
            const { lang } = this.field;
            const item = element("li", {}, element("s", { lang }, remark.found));
            if (remark.instead) item.append(" → ", element("b", { lang }, remark.instead));
            if (group.length > 1) item.append(` (${group.length}×)`);
            item.append(" ");
            if (remark.instead && !this.field.readOnly) {
                const button = element("button", { type: "button", class: "term-replace" }, gettext("Replace"));
                button.setAttribute("aria-label", named(gettext("Replace “%(found)s” with “%(instead)s”"), remark));
                button.addEventListener("click", () => this.replace(remark));
                item.append(button, " ");
            }
            const link = element("a", { href: remark.url, target: "_blank", rel: "noopener" }, gettext("in the glossary"));
            item.append(link);
            const more = [];
            if (remark.note) more.push(remark.note);
            if (remark.rightFor.length) {
                more.push(named(gettext("It is the right word for: %(terms)s."), { terms: remark.rightFor.join(", ") }));
            }
            if (more.length) item.append(element("span", { class: "term-note" }, more.join(" ")));
            return item;
        }

        // Put the other word in at every place, as if it were typed: one Ctrl+Z takes all of it back.
        replace({ found, instead }) {
            const same = this.remarks.filter((remark) => remark.found === found && remark.instead === instead);
            const [first, last] = [same[0].start, same[same.length - 1].end];
            const { value } = this.field;
            let text = "";
            let at = first;
            for (const { start, end } of same) {
                text += value.slice(at, start) + instead;
                at = end;
            }
            this.field.focus();
            this.field.setSelectionRange(first, last);
            if (!document.execCommand("insertText", false, text)) {
                this.field.setRangeText(text, first, last, "end");
                this.field.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }
    }

    function readSoon() {
        clearTimeout(timer);
        timer = setTimeout(readChanged, PAUSE);
    }

    // Read what has not been read yet: all of it in as few requests as may be.
    function readChanged() {
        let batch = [];
        let letters = 0;
        for (const reader of readers.values()) {
            const { value } = reader.field;
            if (value === reader.checked) continue;
            if (!value.trim()) {
                reader.checked = value;
                reader.show([], value);
                continue;
            }
            if (batch.length === MOST_TEXTS || (batch.length && letters + value.length > MOST_LETTERS)) {
                ask(batch);
                batch = [];
                letters = 0;
            }
            letters += value.length;
            reader.checked = value;
            batch.push({ reader, text: value });
        }
        if (batch.length) ask(batch);
    }

    async function ask(batch) {
        try {
            const response = await fetch(url, {
                method: "POST",
                headers: {
                    "Content-Type": "application/json",
                    "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value,
                },
                body: JSON.stringify({ texts: batch.map(({ reader, text }) => ({ language: reader.field.lang, text })) }),
            });
            const answer = await response.json();
            if (!response.ok) throw new Error(answer.error);
            batch.forEach(({ reader, text }, place) => {
                if (reader.field.value === text) reader.show(answer.texts[place], text); // else a later answer counts
            });
        } catch (error) {
            const unread = gettext("The words could not be checked against the glossary.");
            for (const { reader } of batch) reader.say(unread);
            console.warn(unread, error);
        }
    }

    function start(root) {
        for (const field of root.querySelectorAll("textarea[data-prose], input[type=text][data-prose]")) {
            if (!field.closest(".empty-form") && !readers.has(field)) readers.set(field, new Reader(field));
        }
        readChanged();
    }

    window.addEventListener("resize", () => readers.forEach((reader) => reader.measure()));
    document.addEventListener("DOMContentLoaded", () => start(document));
    document.addEventListener("formset:added", (event) => start(event.target));
})();
