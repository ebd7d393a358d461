// Says under a date field, as one types, how the text will be read. In step with apps/core/dates.py.
"use strict";
(function () {
    const MONTHS = {
        kk: "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(" "),
        en: "January February March April May June July August September October November December".split(" "),
    };
    const WORDS = {
        kk: {
            error: "Мұндай күн жоқ. Күнді (1949-04-04), айды (1949-04) немесе жылды (1949) жазыңыз.",
            about: (date) => `шамамен ${date}`,
            uncertain: (date) => `${date} (күмәнді)`,
            within: (range) => `${range} аралығы`,
        },
        en: {
            error: "There is no such date. Write a day (1949-04-04), a month (1949-04) or a year (1949).",
            about: (date) => `about ${date}`,
            uncertain: (date) => `${date} (uncertain)`,
            within: (range) => range,
        },
    };

    function utc(year, month, day) {
        const date = new Date(Date.UTC(2000, month - 1, day));
        date.setUTCFullYear(year, month - 1, day);
        return date;
    }

    function parts(date) {
        return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    }

    // Returns the parts of a readable text with its first and last day, or null.
    function parse(text) {
        const match = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?]?)$/.exec(text.trim());
        if (!match) return null;
        const [year, month, day] = match.slice(1, 4).map((part) => (part ? Number(part) : undefined));
        if (year < 1 || (month !== undefined && (month < 1 || month > 12))) return null;
        if (day !== undefined && (day < 1 || day > parts(utc(year, month + 1, 0)).day)) return null;
        const widen = match[4] ? 1 : 0;
        let first, last;
        if (day) [first, last] = [utc(year, month, day - widen), utc(year, month, day + widen)];
        else if (month) [first, last] = [utc(year, month - widen, 1), utc(year, month + 1 + widen, 0)];
        else [first, last] = [utc(year - widen, 1, 1), utc(year + widen, 12, 31)];
        if (widen && (parts(first).year < 1 || parts(last).year > 9999)) {
            return { ...parse(text.trim().slice(0, -1)), mark: match[4] };
        }
        return { year, month, day, mark: match[4], first: parts(first), last: parts(last) };
    }

    function plain({ year, month, day }, language) {
        const number = String(year);
        if (!month) return language === "kk" ? `${number} жыл` : number;
        const name = MONTHS[language][month - 1];
        if (language === "kk") return day ? `${number} жылғы ${day} ${name}` : `${number} жылғы ${name}`;
        return day ? `${day} ${name} ${number}` : `${name} ${number}`;
    }

    // Two days as one range; the year is left out where the date beside it has said it.
    function range(first, last, language, yearIsSaid) {
        const kazakh = language === "kk";
        if (first.year !== last.year) return `${plain(first, language)} – ${plain(last, language)}`;
        if (first.month === last.month && first.day === last.day) return plain(first, language);
        const names = [first, last].map(({ month }) => MONTHS[language][month - 1]);
        const days =
            first.month === last.month
                ? `${first.day}–${last.day} ${names[0]}`
                : `${first.day} ${names[0]} – ${last.day} ${names[1]}`;
        if (yearIsSaid) return days;
        return kazakh ? `${first.year} жылғы ${days}` : `${days} ${first.year}`;
    }

    // Returns what the text means, in words; an error sentence where it means nothing; "" for no text.
    function read(text, language) {
        const words = WORDS[language];
        if (!text.trim()) return { text: "", isError: false };
        const date = parse(text);
        if (!date) return { text: words.error, isError: true };
        let spoken = plain(date, language);
        if (date.mark) spoken = date.mark === "~" ? words.about(spoken) : words.uncertain(spoken);
        if (date.day && !date.mark) return { text: spoken, isError: false };
        const within = words.within(range(date.first, date.last, language, !date.mark));
        return { text: `${spoken} (${within})`, isError: false };
    }

    if (typeof module !== "undefined") {
        module.exports = { read };
        return;
    }

    function show(input) {
        const id = `${input.id}_meaning`;
        let output = document.getElementById(id);
        if (!output) {
            output = document.createElement("div");
            output.id = id;
            output.className = "partial-date-meaning";
            output.setAttribute("aria-live", "polite");
            input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") || ""} ${id}`.trim());
            (input.closest(".flex-container") || input).after(output);
        }
        const meaning = read(input.value, document.documentElement.lang.startsWith("en") ? "en" : "kk");
        output.textContent = meaning.text;
        output.classList.toggle("is-error", meaning.isError);
    }

    function showAll(root) {
        root.querySelectorAll("input.partial-date").forEach((input) => {
            const isRefused = input.closest(".errors"); // then the form has said why, just above it
            if (input.value && !isRefused && !input.closest(".empty-form")) show(input);
        });
    }

    document.addEventListener("input", (event) => {
        if (event.target.matches("input.partial-date")) show(event.target);
    });
    document.addEventListener("DOMContentLoaded", () => showAll(document));
})();
