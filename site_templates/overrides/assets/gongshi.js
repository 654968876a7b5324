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

  function addFilters(table) {
    var heads = Array.from(table.tHead.rows[0].cells).filter(function (head) {
      return head.dataset.filtered;
    });
    if (!heads.length) { return; }
    var form = document.createElement("form");
    var search = document.createElement("input");
    var boxes = heads.map(function (head) { return choiceBox(table, head); });
    var told = document.createElement("output");
    var rows = Array.from(table.tBodies[0].rows);
    search.type = "search";
    function apply() {
      rows.forEach(function (row) { row.hidden = !shows(row, search.value.trim(), boxes); });
      var left = rows.filter(function (row) { return !row.hidden; }).length;
      told.textContent = "显示" + left + "项，共" + rows.length + "项";
    }
    form.className = "gs-filter";
    form.append(labelled("包含", search));
    boxes.forEach(function (box, number) {
      form.append(labelled(heads[number].textContent.trim(), box));
    });
    form.append(told);
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    table.closest(".gs-scroll").before(form);
    apply();
  }

  function fit(box) {
    box.classList.remove("gs-scroll--fits");
    box.classList.toggle("gs-scroll--fits", box.scrollWidth <= box.clientWidth);
  }

  function fitAll() {
    document.querySelectorAll(".gs-scroll").forEach(fit);
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

  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });
})();
