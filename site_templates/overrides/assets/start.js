/* What Material writes into the head of each page, as a file, so that pages need no script of their
   own and their security policy allows none. It runs before anything is drawn. */
(function () {
  "use strict";

  var script = document.currentScript;
  window.__md_scope = new URL(script.dataset.scope || "..", script.src);
  window.__md_hash = function (text) {
    return Array.from(text).reduce(function (sum, sign) {
      return (sum << 5) - sum + sign.charCodeAt(0);
    }, 0);
  };
  window.__md_get = function (key, store, scope) {
    return JSON.parse((store || localStorage).getItem((scope || window.__md_scope).pathname + "." + key));
  };
  window.__md_set = function (key, value, store, scope) {
    try {
      (store || localStorage).setItem((scope || window.__md_scope).pathname + "." + key, JSON.stringify(value));
    } catch (refused) { /* A browser may refuse to remember; the page is the same without it. */ }
  };

  try {
    if (window.__md_get("gs-type") === "large") { document.documentElement.dataset.gsType = "large"; }
  } catch (refused) { /* The same. */ }
})();
