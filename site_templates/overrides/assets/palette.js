/* What Material writes below the switch of colours, as a file: the colours that were chosen. */
(function () {
  "use strict";

  var chosen = null;
  try { chosen = window.__md_get("__palette"); } catch (refused) { /* Then it is the usual one. */ }
  Object.entries((chosen && chosen.color) || {}).forEach(function (entry) {
    document.body.setAttribute("data-md-color-" + entry[0], entry[1]);
  });
})();
