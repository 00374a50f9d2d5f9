// Search as you type, and a table that is sorted by buttons in its head. Without this file, pages
// say the same; neither control is shown then.
"use strict";

// One spelling for all spellings of a name, as the names in the page are folded.
function fold(text, letters) {
  const plain = text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
  const latin = [...plain].map((letter) => letters[letter] ?? letter).join("");
  return latin.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function search(form) {
  const letters = JSON.parse(form.dataset.letters);
  const field = form.querySelector("input");
  const result = form.querySelector("[role=status]");
  const places = [...form.parentElement.querySelectorAll("[data-names]")];
  const shown = () => places.filter((place) => !place.hidden);
  function look() {
    const sought = fold(field.value, letters);
    for (const place of places) {
      const names = place.dataset.names.split("|");
      place.hidden = !names.some((name) => ` ${name}`.includes(` ${sought}`));
    }
    const count = shown().length;
    result.textContent = !sought ? "" : count ? form.dataset.found.replace("{count}", count) : form.dataset.none;
  }
  field.addEventListener("input", look);
  // Who comes back to the page finds in the field what was typed before.
  window.addEventListener("pageshow", look);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const only = shown();
    if (only.length === 1) location.href = only[0].querySelector("a").href;
  });
  form.hidden = false;
}

// What a row is sorted by in a column: a number, or nothing where there is none.
function keyOf(row, column) {
  let at = 0;
  for (const cell of row.cells) {
    if (at <= column && column < at + cell.colSpan) {
      if (cell.colSpan > 1) return null;
      const mark = cell.querySelector(".cell");
      if (mark) return mark.classList.contains("yes") ? 1 : mark.classList.contains("no") ? 0 : null;
      const number = parseInt(cell.textContent.replace("−", "-"), 10);
      return Number.isNaN(number) ? null : number;
    }
    at += cell.colSpan;
  }
  return null;
}

function sortable(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows]; // as they are written: from A to Z
  const heads = [...table.tHead.rows[0].cells];
  function sort(column) {
    const head = heads[column];
    // Names begin with A, numbers with the greatest; once more turns them round.
    const first = column ? "descending" : "ascending";
    const other = column ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === first ? other : first;
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const keys = new Map(rows.map((row, place) => [row, column ? keyOf(row, column) : place]));
    const sorted = [...rows].sort((one, two) => {
      const [a, b] = [keys.get(one), keys.get(two)];
      if (a === null || b === null) return (a === null) - (b === null);
      return sign * (a - b);
    });
    body.append(...sorted);
  }
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(column));
    head.append(button);
  });
  heads[0].setAttribute("aria-sort", "ascending");
}

document.querySelectorAll("form.search").forEach(search);
document.querySelectorAll("table.sortable").forEach(sortable);
document.querySelectorAll(".sort").forEach((each) => { each.hidden = false; });
