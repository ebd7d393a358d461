/* The matrix by keyboard: arrows go from cell to cell, Home and End along a row, with Ctrl to its corners, Page Up and
   Page Down ten rows at a time. One cell at a time is in the tab order. Without this file the frame scrolls. */
(function () {
  "use strict";
  const table = document.getElementById("matrix");
  if (!table) return;
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.querySelector("a") || cell));
  let at = [0, 1];
  table.setAttribute("role", "grid");
  table.querySelectorAll("td").forEach((cell) => cell.setAttribute("role", "gridcell"));
  rows.flat().forEach((stop) => { stop.tabIndex = -1; });
  rows[at[0]][at[1]].tabIndex = 0;

  function go(row, column) {
    row = Math.max(0, Math.min(rows.length - 1, row));
    column = Math.max(0, Math.min(rows[row].length - 1, column));
    if (row === 0 && column === 0) column = 1; // the corner is empty
    rows[at[0]][at[1]].tabIndex = -1;
    at = [row, column];
    rows[row][column].tabIndex = 0;
    rows[row][column].focus({ preventScroll: true });
    rows[row][column].scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td, th");
    if (!cell) return;
    rows[at[0]][at[1]].tabIndex = -1;
    at = [cell.parentElement.rowIndex, cell.cellIndex];
    rows[at[0]][at[1]].tabIndex = 0;
  });

  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey) return;
    const [row, column] = at;
    const last = rows[row].length - 1;
    const to = {
      ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
      PageUp: [row - 10, column], PageDown: [row + 10, column],
      Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? rows.length - 1 : row, last],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    go(...to);
  });
})();
