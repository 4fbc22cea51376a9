// What a page does by itself: show a finding beside its cell, sort and filter the forms, unfold what is gone to or printed.
// Text of a form is only ever moved about as nodes; nothing here makes markup of it.
"use strict";

(() => {
  const root = document.querySelector(".perfscore");

  // ---- A finding beside its cell: while it is pointed at or focused, and until dismissed once it was clicked.

  const popup = document.createElement("div");
  popup.className = "popup";
  popup.hidden = true;
  // Read aloud, a mark is described by its finding in the list; the same again would be noise.
  popup.setAttribute("aria-hidden", "true");
  root.append(popup);

  let shown = null;
  let pinned = false;
  let leaving = 0;

  function show(cell) {
    clearTimeout(leaving);
    if (shown === cell) return;
    hide();
    const findings = [...cell.querySelectorAll(".flag")].map((flag) => document.getElementById(flag.hash.slice(1)));
    for (const finding of findings) {
      const copy = finding.cloneNode(true);
      copy.removeAttribute("id");
      // The copy is for the eye; the keyboard goes through the list.
      for (const link of [copy, ...copy.querySelectorAll("a")]) link.setAttribute("tabindex", "-1");
      popup.append(copy);
    }
    popup.classList.add(findings[0].classList[1]);
    popup.hidden = false;
    place(cell);
    markParts(cell, findings);
    shown = cell;
  }

  function hide() {
    clearTimeout(leaving);
    popup.hidden = true;
    popup.className = "popup";
    popup.replaceChildren();
    for (const part of root.querySelectorAll(".part")) part.classList.remove("part");
    shown = null;
    pinned = false;
  }

  function place(cell) {
    const box = cell.getBoundingClientRect();
    const width = popup.offsetWidth;
    const height = popup.offsetHeight;
    const left = Math.max(16, Math.min(box.left, document.documentElement.clientWidth - width - 16));
    const below = box.bottom + height + 6 < document.documentElement.clientHeight || box.top < height + 6;
    popup.style.left = `${left + window.scrollX}px`;
    popup.style.top = `${(below ? box.bottom + 6 : box.top - height - 6) + window.scrollY}px`;
  }

  function markParts(cell, findings) {
    const addresses = new Set(findings.flatMap((finding) => finding.dataset.cells.split(" ")));
    for (const other of cell.closest(".sheet").querySelectorAll("[data-cells]")) {
      const taking = other.dataset.cells.split(" ").some((address) => addresses.has(address));
      if (taking && other !== cell) other.classList.add("part");
    }
  }

  const markedCell = (node) => node instanceof Element && node.closest(".sheet .marked");

  root.addEventListener("mouseover", (event) => {
    const cell = markedCell(event.target);
    if (popup.contains(event.target)) clearTimeout(leaving);
    else if (cell && !pinned) show(cell);
  });
  root.addEventListener("mouseout", (event) => {
    if (shown && !pinned && !shown.contains(document.activeElement)) {
      const to = event.relatedTarget;
      // A short while, so that the mouse can cross to the popup and select text there.
      if (!(to instanceof Node && (shown.contains(to) || popup.contains(to)))) leaving = setTimeout(hide, 250);
    }
  });
  root.addEventListener("focusin", (event) => {
    const cell = markedCell(event.target);
    if (cell && event.target.matches(".flag")) show(cell);
    else if (shown && !popup.contains(event.target)) hide();
  });
  root.addEventListener("click", (event) => {
    const cell = markedCell(event.target);
    if (cell && !event.target.closest(".expected")) {
      // Enter on a mark goes to the finding in the list; a mouse's click keeps the popup open instead.
      if (event.target.closest(".flag") && event.detail === 0) return hide();
      event.preventDefault();
      show(cell);
      pinned = true;
    } else if (shown && (!popup.contains(event.target) || event.target.closest("a"))) {
      hide();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) hide();
  });

  // ---- Whatever is gone to is unfolded, and on paper so are the reasons why something was not checked.

  function unfold(node) {
    for (let fold = node?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }
  function unfoldTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("details:not([open])")) {
      unfold(target);
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", unfoldTarget);
  unfoldTarget();

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.unchecked:not([open])")];
    for (const fold of folded) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });

  // ---- What a reviewer notes about a form stays in this browser; without its storage there are no marks.

  function remembered(key) {
    try {
      return localStorage.getItem(`perfscore:${key}`) ?? "";
    } catch {
      return null;
    }
  }
  function offer(choice, key) {
    const noted = remembered(key);
    if (noted === null) return;
    choice.value = noted;
    choice.hidden = false;
    choice.addEventListener("change", () => {
      localStorage.setItem(`perfscore:${key}`, choice.value);
      choice.dispatchEvent(new Event("noted", { bubbles: true }));
    });
  }
  for (const choice of document.querySelectorAll("nav .mark")) offer(choice, choice.dataset.key);

  // ---- A form's page leads back to the list as it was left, and on to the next form of that list.

  const pages = document.querySelector("nav.pages");
  if (pages) {
    let list = null;
    try {
      list = JSON.parse(sessionStorage.getItem("perfscore:list"));
    } catch {
      // no storage: the links lead through all forms
    }
    const here = list?.addresses.indexOf(pages.dataset.page) ?? -1;
    const back = pages.querySelector(".back");
    if (here >= 0) {
      const index = back.getAttribute("href");
      const root = index.slice(0, index.length - "index.html".length);
      back.setAttribute("href", index + list.state);
      for (const [rel, step] of [["prev", -1], ["next", 1]]) {
        const link = pages.querySelector(`[rel=${rel}]`);
        const address = list.addresses[here + step];
        if (link && address) link.setAttribute("href", root + address);
        else link?.remove();
      }
    }
  }

  // ---- The table of forms.

  const table = document.querySelector("table.forms");
  if (!table) return;
  const body = table.tBodies[0];
  const heads = [...table.querySelectorAll("th[data-sort]")];
  const rows = [...body.rows];
  const words = new Map(rows.map((row) => [row, `${row.textContent} ${row.dataset.rules}`.toLowerCase()]));
  const filters = document.querySelector("form.filters");
  const count = filters.querySelector("output");
  let sorted = "";

  function sortBy(head, up) {
    const column = heads.indexOf(head);
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const numbers = head.dataset.sort === "number";
    const valued = rows.map((row) => [row, row.cells[column].dataset.value]);
    valued.sort(([, a], [, b]) => {
      // A form without the value comes last in either order.
      if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
      const order = numbers ? Number(a) - Number(b) : a.localeCompare(b, document.documentElement.lang);
      return up ? order : -order;
    });
    body.append(...valued.map(([row]) => row));
    sorted = `${column}${up ? "+" : "-"}`;
  }

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      sortBy(head, head.getAttribute("aria-sort") !== "ascending");
      keep();
    });
    head.append(button);
  }

  function filter() {
    const wanted = Object.fromEntries(new FormData(filters));
    const sought = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows) {
      row.hidden = !(
        sought.every((word) => words.get(row).includes(word)) &&
        (!wanted.verdict || row.dataset.verdict === wanted.verdict) &&
        (!wanted.severity || row.dataset.severity === wanted.severity) &&
        (!wanted.rule || row.dataset.rules.split(" ").includes(wanted.rule)) &&
        (!wanted.mark || remembered(row.lastElementChild.dataset.key) === wanted.mark)
      );
      left += row.hidden ? 0 : 1;
    }
    count.textContent = count.dataset.template.replace("{shown}", left).replace("{all}", rows.length);
  }

  // The filters stand in the address, so that going back finds the list as it was left.
  function state() {
    const chosen = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
    if (sorted) chosen.set("sort", sorted);
    return chosen.size ? `#?${chosen}` : "";
  }
  function keep() {
    const left = state();
    if (left !== location.hash && (left || location.hash.startsWith("#?"))) {
      history.replaceState(null, "", left || location.pathname + location.search);
    }
  }
  function restore() {
    if (!location.hash.startsWith("#?")) return;
    const chosen = new URLSearchParams(location.hash.slice(2));
    for (const field of filters.elements) {
      if (field.name && field.name !== "export") field.value = chosen.get(field.name) ?? "";
    }
    const [, column, way] = /^(\d+)([+-])$/.exec(chosen.get("sort") ?? "") ?? [];
    if (heads[column]) sortBy(heads[column], way === "+");
    filter();
  }

  body.addEventListener("click", (event) => {
    if (!(event.target instanceof Element && event.target.closest("th a"))) return;
    const addresses = [...body.rows].filter((row) => !row.hidden).map((row) => row.querySelector("th a").getAttribute("href"));
    try {
      sessionStorage.setItem("perfscore:list", JSON.stringify({ addresses, state: state() }));
    } catch {
      // no storage: a form's page leads through all forms
    }
  });

  // A cell that a spreadsheet would compute is kept a text by the quote in front.
  const cell = (text) => `"${(/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  filters.elements.export.addEventListener("click", () => {
    const shown = [...body.rows].filter((row) => !row.hidden);
    const said = (node) => {
      if (!node.dataset.key) return [...node.childNodes].map((part) => part.textContent).join(" ").trim();
      const mark = [...filters.elements.mark.options].find(({ value }) => value && value === remembered(node.dataset.key));
      return mark?.textContent ?? "";
    };
    const lines = [heads, ...shown.map((row) => [...row.cells])].map((cells) => cells.map((node) => cell(said(node))).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`\ufeff${lines.join("\n")}\n`], { type: "text/csv" }));
    link.download = `${document.title}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  });

  // A row gets its list of marks when it comes into view: two thousand lists take a browser longer than all else.
  const offered = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
      offered.unobserve(target);
      const choice = document.querySelector("template").content.firstElementChild.cloneNode(true);
      target.append(choice);
      offer(choice, target.dataset.key);
    }
  }, { rootMargin: "50%" });
  for (const row of rows) offered.observe(row.lastElementChild);

  // Not every browser calls a choice from a list an input.
  for (const kind of ["input", "change"]) {
    filters.addEventListener(kind, () => {
      filter();
      keep();
    });
  }
  body.addEventListener("noted", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", restore);
  filters.hidden = false;
  filter();
  restore();
})();
