/* Tables sort by a click or a key on their heads and show only the rows that a reader asks for,
   heads stay in view, and print shows what is folded. Without this script every page is complete all the same. */
(function () {
  "use strict";

  function keyOf(row, column) {
    var cell = row.cells[column];
    return cell.dataset.sort || cell.textContent.trim();
  }

  function compare(left, right) {
    var a = Number(left), b = Number(right);
    if (!Number.isNaN(a) && !Number.isNaN(b)) {
      return a === b ? 0 : a < b ? -1 : 1;
    }
    return left.localeCompare(right, "zh-CN");
  }

  function sort(head) {
    var down = head.getAttribute("aria-sort") === "ascending";
    var body = head.closest("table").tBodies[0];
    var rows = Array.from(body.rows);
    rows.sort(function (one, other) {
      var order = compare(keyOf(one, head.cellIndex), keyOf(other, head.cellIndex));
      return down ? -order : order;
    });
    body.append.apply(body, rows);
    Array.from(head.parentElement.cells).forEach(function (cell) {
      cell.removeAttribute("aria-sort");
    });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  function addButtons(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head) {
      var button = document.createElement("button");
      button.type = "button";
      button.title = "点击排序";
      button.append.apply(button, Array.from(head.childNodes));
      button.addEventListener("click", function () { sort(head); });
      head.append(button);
    });
  }

  function wordsOf(cell) {
    return (cell.dataset.filter || cell.textContent).split("、").map(function (word) {
      return word.trim();
    });
  }

  function choicesOf(table, column) {
    var seen = new Set();
    Array.from(table.tBodies[0].rows).forEach(function (row) {
      wordsOf(row.cells[column]).forEach(function (word) { seen.add(word); });
    });
    return Array.from(seen).filter(Boolean).sort(compare);
  }

  function labelled(text, control) {
    var label = document.createElement("label");
    label.append(text, control);
    return label;
  }

  function choiceBox(table, head) {
    var box = document.createElement("select");
    box.append(new Option("全部", ""));
    choicesOf(table, head.cellIndex).forEach(function (word) { box.append(new Option(word, word)); });
    box.dataset.column = head.cellIndex;
    return box;
  }

  function shows(row, word, boxes) {
    var fits = boxes.every(function (box) {
      return !box.value || wordsOf(row.cells[box.dataset.column]).includes(box.value);
    });
    return fits && (!word || row.textContent.toLowerCase().includes(word.toLowerCase()));
  }

  /* The part of the address after this holds what a list is filtered by, so that it can be sent. */
  var SAVED = "#filter&";

  function addFilters(table) {
    var heads = Array.from(table.tHead.rows[0].cells).filter(function (head) {
      return head.dataset.filtered;
    });
    if (!heads.length && !table.classList.contains("gs-table--long")) { return; }
    var form = document.createElement("form");
    var search = document.createElement("input");
    var controls = { "包含": search };
    var boxes = heads.map(function (head) {
      return (controls[head.textContent.trim()] = choiceBox(table, head));
    });
    var told = document.createElement("output");
    var clear = document.createElement("button");
    var foot = document.createElement("p");
    var rows = Array.from(table.tBodies[0].rows);

    function apply() {
      rows.forEach(function (row) { row.hidden = !shows(row, search.value.trim(), boxes); });
      var left = rows.filter(function (row) { return !row.hidden; }).length;
      told.textContent = "显示" + left + "项，共" + rows.length + "项";
    }

    function save() {
      var asked = new URLSearchParams();
      Object.keys(controls).forEach(function (name) {
        if (controls[name].value.trim()) { asked.append(name, controls[name].value.trim()); }
      });
      var own = String(asked) ? SAVED + asked : "#";
      history.replaceState(history.state, "", own);
    }

    function restore() {
      if (!location.hash.startsWith(SAVED)) { return false; }
      var asked = new URLSearchParams(location.hash.slice(SAVED.length));
      Object.keys(controls).forEach(function (name) { controls[name].value = asked.get(name) || ""; });
      apply();
      return true;
    }

    form.className = "gs-filter";
    search.type = "search";
    told.setAttribute("role", "status");
    clear.type = "reset";
    clear.textContent = "清除";
    foot.append(told, clear);
    Object.keys(controls).forEach(function (name) { form.append(labelled(name, controls[name])); });
    form.append(foot);
    form.addEventListener("input", function () { apply(); save(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(function () { apply(); save(); }); });
    var box = table.closest(".gs-scroll"), place = box.previousElementSibling;
    if (place && place.className === "gs-filter-place") { place.append(form); } else { box.before(form); }
    apply();
    if (restore()) { form.scrollIntoView(); }
    window.addEventListener("hashchange", restore);
  }

  function fit(box) {
    box.classList.remove("gs-scroll--fits");
    box.classList.toggle("gs-scroll--fits", box.scrollWidth <= box.clientWidth);
  }

  function fitAll() {
    document.querySelectorAll(".gs-scroll").forEach(fit);
  }

  /* Who is sent to a fold, or to something within, finds it open. */
  function openTarget() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var fold = target && target.closest("details");
    if (fold) { fold.open = true; }
  }

  document.querySelectorAll("table.gs-table--sortable").forEach(function (table) {
    addFilters(table);
    addButtons(table);
  });
  fitAll();
  window.addEventListener("resize", fitAll);
  document.querySelectorAll("details").forEach(function (part) {
    part.addEventListener("toggle", fitAll);
  });

  openTarget();
  window.addEventListener("hashchange", openTarget);

  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });
})();
