/* What a published edition says of itself on every page: that it corrects another one. The edition
   stands in assets/edition.js, so that a page that nothing else changes stays the same file. */
(function () {
  "use strict";

  /* A page that was opened from disk has no list of editions beside it that it might read. */
  if (location.protocol === "file:") {
    var settings = document.getElementById("__config");
    var told = JSON.parse(settings.textContent);
    delete told.version;
    settings.textContent = JSON.stringify(told);
  }

  var edition = window.gongshiEdition;
  var way = document.querySelector(".gs-crumbs");
  if (!edition || !edition.corrects || !way) { return; }
  var notice = document.createElement("aside");
  var title = document.createElement("strong");
  notice.className = "gs-notice gs-correction";
  title.textContent = "本版更正了“" + edition.corrects + "”";
  notice.append(title, " " + edition.notice);
  way.after(notice);
})();
