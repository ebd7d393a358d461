// Says under a date field, as one types, how the text will be read. In step with apps/core/dates.py and typed_dates.py.
"use strict";
(function () {
    const MONTHS = {
        kk: "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(" "),
        en: "January February March April May June July August September October November December".split(" "),
    };
    const WORDS = {
        kk: {
            error:
                "Мұндай күн жоқ. Күнді (1949-04-04), айды (1949-04), жылды (1949), онжылдықты (199X) немесе ғасырды " +
                "(19XX) жазыңыз.",
            about: (date) => `шамамен ${date}`,
            uncertain: (date) => `${date} (күмәнді)`,
            within: (range) => `${range} аралығы`,
        },
        en: {
            error:
                "There is no such date. Write a day (1949-04-04), a month (1949-04), a year (1949), a decade (199X) or " +
                "a century (19XX).",
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

    const ROMAN = { 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I" };

    function roman(number) {
        let said = "";
        for (const value of Object.keys(ROMAN).map(Number).sort((a, b) => b - a)) {
            while (number >= value) {
                said += ROMAN[value];
                number -= value;
            }
        }
        return said;
    }

    function ordinal(number) {
        const isTeen = number % 100 > 10 && number % 100 < 20;
        return number + (isTeen ? "th" : { 1: "st", 2: "nd", 3: "rd" }[number % 10] || "th");
    }

    const MONTH_NUMBERS = {};
    for (const names of Object.values(MONTHS)) {
        names.forEach((name, index) => (MONTH_NUMBERS[name.toLowerCase()] = index + 1));
    }
    MONTHS.en.forEach((name, index) => (MONTH_NUMBERS[name.slice(0, 3).toLowerCase()] = index + 1));
    const CENTURIES = {};
    for (let number = 1; number <= 100; number++) CENTURIES[roman(number).toLowerCase()] = number;

    const MONTH = `(${Object.keys(MONTH_NUMBERS).sort((a, b) => b.length - a.length).join("|")})(?:ы|і|\\.)?`;
    const YEAR = "([0-9]{4})(?: жыл(?:ғы|дың)?| ?ж\\.?)?";
    const DAY = "([0-9]{1,2})(?:st|nd|rd|th)?";
    const CENTURY = "([0-9]{1,2}|[ivxlcхіс]+)";
    const YEARS = "(?:-[а-яәғқңөұүһі]{2,5})?[- ]?(?:жылдары?|жж\\.?)";

    function century(number) {
        if (/^[0-9]+$/.test(number)) return Number(number);
        return CENTURIES[number.replace(/[хіс]/g, (letter) => ({ х: "x", і: "i", с: "c" })[letter])];
    }

    const two = (number) => (Number.isNaN(number) ? "" : String(number).padStart(2, "0"));
    const written = (year, month, day) => `${year}-${two(MONTH_NUMBERS[month])}${day ? `-${two(Number(day))}` : ""}`;

    const numbers = (year, month, day) => `${year}-${two(Number(month))}${day ? `-${two(Number(day))}` : ""}`;

    // What may be typed, and the EDTF that its groups come to.
    const FORMS = [
        ["([0-9]{1,2})\\.([0-9]{1,2})\\.([0-9]{4})", (day, month, year) => numbers(year, month, day)],
        ["([0-9]{4})[.\\-/]([0-9]{1,2})[.\\-/]([0-9]{1,2})", (...parts) => numbers(...parts)],
        ["([0-9]{1,2})\\.([0-9]{4})", (month, year) => numbers(year, month)],
        ["([0-9]{3})[xх]", (decade) => `${decade}X`],
        ["([0-9]{2})[xх]{2}", (number) => `${number}XX`],
        [`(?:the )?([0-9]{3})0(?:'?s|${YEARS})`, (decade) => `${decade}X`],
        [`${CENTURY}[- ]?ғасырдың ([0-9])0${YEARS}`, (number, decade) => `${two(century(number) - 1)}${decade}X`],
        [`${CENTURY}[- ]?(?:ғасыр|ғ\\.?)`, (number) => `${two(century(number) - 1)}XX`],
        ["(?:the )?([0-9]{1,2})(?:st|nd|rd|th) (?:century|c\\.?)", (number) => `${two(Number(number) - 1)}XX`],
        [YEAR, (year) => year],
        [`${YEAR} ${MONTH}`, written],
        [`${MONTH} ${YEAR}`, (month, year) => written(year, month)],
        [`${YEAR} ${DAY} ${MONTH}`, (year, day, month) => written(year, month, day)],
        [`${DAY} ${MONTH},? ${YEAR}`, (day, month, year) => written(year, month, day)],
        [`${MONTH} ${DAY},? ${YEAR}`, (month, day, year) => written(year, month, day)],
    ].map(([pattern, edtf]) => [new RegExp(`^(?:${pattern})$`), edtf]);

    // Returns the EDTF of a date that is typed in words; any other text as it is.
    function asEdtf(text) {
        let said = text.normalize("NFC").toLowerCase().trim().replace(/\s+/g, " ");
        said = said.replace(/[‐‑–—]/g, "-").replace(/’/g, "'");
        const plain = said.replace(/^(?:шамамен|about|around|approximately|circa|ca?\.|~) ?/, "");
        const isAbout = plain !== said;
        said = plain.replace(/ ?\((?:күмәнді|uncertain)\)/g, "");
        const isUncertain = plain !== said;
        let mark = /[~?%]$/.test(said) ? said.slice(-1) : "";
        said = said.slice(0, said.length - mark.length).trim();
        if (isAbout || isUncertain) {
            if (mark) return text;
            mark = isAbout && isUncertain ? "%" : isAbout ? "~" : "?";
        }
        for (const [pattern, edtf] of FORMS) {
            const match = pattern.exec(said);
            if (match) return edtf(...match.slice(1)) + mark;
        }
        return text;
    }

    const EDTF = /^(?:([0-9]{3})X|([0-9]{2})XX|([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?)([~?%]?)$/;

    // Returns the parts of a readable text with its first and last day, or null.
    function parse(text) {
        const match = EDTF.exec(text.trim()) || EDTF.exec(asEdtf(text));
        if (!match) return null;
        const widen = match[6] ? 1 : 0;
        const years = match[1] ? 10 : match[2] ? 100 : 1;
        const [month, day] = match.slice(4, 6).map((part) => (part ? Number(part) : undefined));
        const year = Number(match[1] || match[2] || match[3]) * years;
        if (year < 1 || (month !== undefined && (month < 1 || month > 12))) return null;
        if (day !== undefined && (day < 1 || day > parts(utc(year, month + 1, 0)).day)) return null;
        let first, last;
        if (day) [first, last] = [utc(year, month, day - widen), utc(year, month, day + widen)];
        else if (month) [first, last] = [utc(year, month - widen, 1), utc(year, month + 1 + widen, 0)];
        else [first, last] = [utc(year - widen * years, 1, 1), utc(year + (1 + widen) * years - 1, 12, 31)];
        if (widen && (parts(first).year < 1 || parts(last).year > 9999)) {
            return { ...parse(match[0].slice(0, -1)), mark: match[6] };
        }
        return { year, years, month, day, mark: match[6], first: parts(first), last: parts(last) };
    }

    function plain({ year, years, month, day }, language) {
        const number = String(year);
        if (years === 100) {
            const count = year / 100 + 1;
            return language === "kk" ? `${roman(count)} ғасыр` : `the ${ordinal(count)} century`;
        }
        if (years === 10) return language === "kk" ? `${number}-жылдары` : `the ${number}s`;
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
        if (date.mark === "~" || date.mark === "%") spoken = words.about(spoken);
        if (date.mark === "?" || date.mark === "%") spoken = words.uncertain(spoken);
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
