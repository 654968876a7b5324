/* The large type (大字版): a button that says what it will do, remembered for the whole site. The
   head of each page sets it again before anything is drawn. Material's pictures for menu and search,
   which a mouse alone can reach, become buttons. */
(function () {
  "use strict";

  var root = document.documentElement;
  var button = document.querySelector(".gs-mode");

  function name() {
    button.textContent = root.dataset.gsType === "large" ? "标准版" : "大字版";
  }

  button.addEventListener("click", function () {
    var large = root.dataset.gsType !== "large";
    if (large) { root.dataset.gsType = "large"; } else { delete root.dataset.gsType; }
    __md_set("gs-type", large ? "large" : "standard");
    name();
    window.dispatchEvent(new Event("resize"));
  });
  name();
  button.hidden = false;

  function makeButton(id, name) {
    var label = document.querySelector(".md-header__inner > label[for=" + id + "]");
    if (!label) { return; }
    var key = document.createElement("button");
    key.type = "button";
    key.className = "gs-key";
    key.setAttribute("aria-label", name);
    key.append.apply(key, Array.from(label.childNodes));
    key.addEventListener("click", function () { document.getElementById(id).click(); });
    label.append(key);
  }

  makeButton("__drawer", "打开导航");
  makeButton("__search", "打开搜索");

  /* Escape closes the menu, and the key that opened it has the focus again; the theme has its
     search closed so. */
  document.addEventListener("keydown", function (event) {
    var drawer = document.getElementById("__drawer");
    if (event.key !== "Escape" || !drawer || !drawer.checked) { return; }
    drawer.click();
    document.querySelector("label[for=__drawer] .gs-key").focus();
  });
})();
