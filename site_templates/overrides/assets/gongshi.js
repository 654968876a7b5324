/* Tables sort by a click or a key on their heads, heads stay in view, and print shows what is
   folded. Without this script every page is complete all the same. */
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

  function fit(box) {
    box.classList.remove("gs-scroll--fits");
    box.classList.toggle("gs-scroll--fits", box.scrollWidth <= box.clientWidth);
  }

  function fitAll() {
    document.querySelectorAll(".gs-scroll").forEach(fit);
  }

  document.querySelectorAll("table.gs-table--sortable").forEach(addButtons);
  fitAll();
  window.addEventListener("resize", fitAll);
  document.querySelectorAll("details").forEach(function (part) {
    part.addEventListener("toggle", fitAll);
  });

  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });
})();
