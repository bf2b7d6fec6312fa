// Makes the headings of tables buttons that sort them. Without it the tables are in the order that matters most.
"use strict";

(function () {
  function valueOf(row, column) {
    var cell = row.cells[column];
    if (!cell) return "";
    var text = cell.getAttribute("data-v");
    if (text === null) text = cell.textContent.trim();
    var number = Number(text);
    return text !== "" && !Number.isNaN(number) ? number : text;
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a === "number") return -1;
    if (typeof b === "number") return 1;
    return a.localeCompare(b, document.documentElement.lang);
  }

  function sort(table, heading) {
    var column = heading.cellIndex;
    var before = heading.getAttribute("aria-sort");
    // Numbers begin with the largest, names with the first.
    var descending = before ? before === "ascending" : heading.classList.contains("n");
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row) { return { row: row, value: valueOf(row, column) }; });
    rows.sort(function (a, b) { return descending ? compare(b.value, a.value) : compare(a.value, b.value); });
    Array.from(table.tHead.rows[0].cells).forEach(function (cell) { cell.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    rows.forEach(function (one) { body.appendChild(one.row); });
  }

  document.querySelectorAll("table.sortable").forEach(function (table) {
    table.querySelectorAll("thead th").forEach(function (heading) {
      var button = document.createElement("button");
      button.type = "button";
      while (heading.firstChild) button.appendChild(heading.firstChild);
      heading.appendChild(button);
      button.addEventListener("click", function () { sort(table, heading); });
    });
  });
})();
