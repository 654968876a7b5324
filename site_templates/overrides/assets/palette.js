/* What Material writes below the switch of colours, as a file: the colours that were chosen, or
   those of the reader's system where none were, or the system is to be followed. */
(function () {
  "use strict";

  var chosen = null;
  try { chosen = window.__md_get("__palette"); } catch (refused) { /* Then it is the usual one. */ }
  var colour = (chosen && chosen.color) || { media: "(prefers-color-scheme)" };
  if (colour.media === "(prefers-color-scheme)") {
    colour = { scheme: matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default" };
  }
  Object.entries(colour).forEach(function (entry) {
    document.body.setAttribute("data-md-color-" + entry[0], entry[1]);
  });
})();
