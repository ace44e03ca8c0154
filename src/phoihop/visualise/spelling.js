"use strict";
// Spelling as the library has it: what a reader types is compared with what the page shows.
const Spelling = (() => {
  // As phoihop.spelling: lower case, tone marks of open oa, oe, uy on the first vowel; folded, also no diacritics.
  function marked(text) {
    return text.normalize("NFD").toLowerCase()
      .replace(/(?<!q)(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/gu, "$1$3$2")
      .normalize("NFC");
  }
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+/g, "").toLowerCase()
      .replace(/đ/g, "d").replace(/\s+/g, " ").trim();
  }

  // A word typed with diacritics must be found with them, one without is found in any spelling.
  function matcher(text) {
    const words = text.split(/\s+/).filter(Boolean).map((word) => {
      const bare = fold(word);
      return bare === word.normalize("NFC").toLowerCase() ? ["folded", bare] : ["marked", marked(word)];
    });
    return (thing) => words.every(([form, word]) => thing[form].includes(word));
  }

  return { fold, marked, matcher };
})();
