/* The large type (大字版): a button that says what it will do, remembered for the whole site. The
   head of each page sets it again before anything is drawn. The key opens what Material's pictures
   for menu and search open by mouse alone. */
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

  document.querySelectorAll(".md-header label[role=button]").forEach(function (label) {
    label.addEventListener("keydown", function (event) {
      if (event.key !== " ") { return; }
      event.preventDefault();
      label.click();
    });
  });
})();
