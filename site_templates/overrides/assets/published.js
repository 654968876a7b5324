/* What a published edition does on every page: it says that it corrects another one, and leads to
   the same page of others. The edition stands in assets/edition.js, so that a page that nothing else
   changes stays the same file. */
(function () {
  "use strict";

  /* A page that was opened from disk has no list of editions beside it that it might read. */
  if (location.protocol === "file:") {
    var settings = document.getElementById("__config");
    var told = JSON.parse(settings.textContent);
    delete told.version;
    settings.textContent = JSON.stringify(told);
  }

  var site = new URL("..", document.currentScript.src);

  /* The theme would look for a list of all pages, which a site without an address hasn't. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".md-version__link");
    if (!link || event.metaKey || event.ctrlKey) { return; }
    event.preventDefault();
    event.stopPropagation();
    var same = new URL(location.href.slice(site.href.length), link.href);
    var home = new URL("index.html", link.href);
    fetch(same, { method: "HEAD" }).then(
      function (answer) { location.assign(answer.ok ? same : home); },
      function () { location.assign(home); }
    );
  }, true);

  var edition = window.gongshiEdition;
  var way = document.querySelector(".gs-crumbs");
  if (!edition || !edition.corrects || !way) { return; }
  var changes = new URL(edition.changes, site);
  if (changes.pathname === location.pathname) { return; }
  var notice = document.createElement("aside");
  var title = document.createElement("strong");
  notice.className = "gs-notice gs-correction";
  title.textContent = "本版更正了“" + edition.corrects + "”";
  var link = document.createElement("a");
  link.href = changes;
  link.textContent = "更正与变化";
  notice.append(title, " " + edition.notice + " ", link);
  way.after(notice);
})();
