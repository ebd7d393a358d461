// What select2 says in the admin's autocompletes, in Kazakh: it has no such translation of its own. It finds this one
// by the language of the page.
"use strict";
(function () {
    const select2 = window.django && window.django.jQuery && window.django.jQuery.fn.select2;
    if (!select2) return;
    select2.amd.define("select2/i18n/kk", [], () => ({
        errorLoading: () => "Нәтижелерді жүктеу мүмкін болмады.",
        inputTooLong: ({ input, maximum }) => `Артық таңба саны: ${input.length - maximum}. Оларды өшіріңіз.`,
        inputTooShort: ({ input, minimum }) => `Тағы кемінде ${minimum - input.length} таңба енгізіңіз.`,
        loadingMore: () => "Тағы нәтижелер жүктелуде…",
        maximumSelected: ({ maximum }) => `Ең көбі ${maximum} нұсқа таңдауға болады.`,
        noResults: () => "Ештеңе табылмады.",
        removeAllItems: () => "Барлығын алып тастау",
        removeItem: () => "Алып тастау",
        search: () => "Іздеу",
        searching: () => "Ізделуде…",
    }));
})();
