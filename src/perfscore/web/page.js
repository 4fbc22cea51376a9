"use strict";
// Everything shown comes in as text, never as markup.
const results = document.getElementById("results");
const words = results.dataset;
const lang = document.documentElement.dataset.lang;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function verdict(name) {
  return words["verdict" + name[0].toUpperCase() + name.slice(1)] || name;
}

async function send(path, files) {
  const data = new FormData();
  for (const file of files) data.append("files", file, file.name);
  const answer = await fetch(`${path}?lang=${lang}`, { method: "POST", body: data });
  if (!answer.ok) throw new Error(await answer.text());
  return answer;
}

function card(text) {
  const made = element("article", undefined, { tabindex: "-1" });
  made.append(element("p", text));
  results.prepend(made);
  return made;
}

function refuse(made, error) {
  made.replaceChildren(element("p", error.message && !(error instanceof TypeError) ? error.message : words.failed, { class: "refused" }));
}

function show(made, name, state) {
  const compares = state.compared.length > 0;
  const parts = [element("p", compares ? state.compared.join(" → ") : fill(words.checking, state))];
  if (!state.finished) parts.push(element("progress", "", { max: state.all, value: state.done }));
  if (state.complaints.length) {
    const list = element("ul", undefined, { class: "refused" });
    for (const text of new Set(state.complaints)) list.append(element("li", text));
    parts.push(list);
  }
  const list = element("ul");
  for (const form of state.forms.slice(0, 200)) {
    const errors = form.errors ? " · " + fill(form.errors === 1 ? words.error : words.errors, { count: form.errors }) : "";
    const line = element("li", `${form.file}${form.form ? " #" + (form.form + 1) : ""} ${form.project || ""} — `);
    line.append(element("span", verdict(form.verdict) + errors, { class: form.verdict }));
    list.append(line);
  }
  parts.push(list);
  if (state.finished) {
    const nav = element("nav");
    if (state.forms.length || compares) {
      const href = `/batches/${name}/pages/${compares ? "comparison" : "index"}.html`;
      nav.append(element("a", words.open, { href, target: "_blank", rel: "noopener", class: "open" }));
    }
    if (state.forms.length) {
      nav.append(element("a", words.summary, { href: `/batches/${name}/summary`, download: "", class: "summary" }));
      nav.append(element("a", words.copies, { href: `/batches/${name}/copies`, download: "", class: "copies" }));
      nav.append(element("a", words.everything, { href: `/batches/${name}/everything`, download: "", class: "everything" }));
      nav.append(fillButton(made, name));
    }
    nav.append(removeButton(made, name));
    parts.push(nav);
  }
  made.replaceChildren(...parts);
}

function fillButton(made, name) {
  const button = element("button", words.filled, { type: "button", class: "fill" });
  button.addEventListener("click", async () => {
    const href = `/batches/${name}/filled`;
    button.disabled = true;
    const answer = await fetch(href).catch(() => null);
    button.disabled = false;
    made.querySelector(".note")?.remove();
    if (answer && answer.ok) {
      const link = element("a", "", { href, download: "" });
      made.append(link);
      link.click();
      link.remove();
    } else {
      made.append(element("p", answer ? await answer.text() : words.failed, { class: "refused note" }));
    }
  });
  return button;
}

function removeButton(made, name) {
  const button = element("button", words.remove, { type: "button", class: "remove" });
  button.addEventListener("click", async () => {
    await fetch(`/batches/${name}`, { method: "DELETE" });
    made.remove();
  });
  return button;
}

// The results of a batch, shown until all of them are there; one that has been removed elsewhere goes.
async function follow(made, name) {
  for (;;) {
    const answer = await fetch(`/batches/${name}`);
    if (!answer.ok) return made.remove();
    const state = await answer.json();
    show(made, name, state);
    if (state.finished) return;
    await new Promise((done) => setTimeout(done, 500));
  }
}

async function work(path, files) {
  const made = card(words.sending);
  try {
    const { batch } = await (await send(path, files)).json();
    await follow(made, batch);
    made.focus();
  } catch (error) {
    refuse(made, error);
  }
}

function check(files) {
  if (files.length) work("/check", files);
}

// What was handed in before the page was loaded again, or in the other language, is still there.
async function restore() {
  for (const name of await (await fetch("/batches")).json()) {
    const made = card(words.sending);
    follow(made, name).catch((error) => refuse(made, error));
  }
}

restore();

async function inside(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    for (const one of some) found.push(...(await inside(one)));
  }
  return found;
}

for (const id of ["files", "folder"]) {
  const input = document.getElementById(id);
  input.addEventListener("change", () => { check([...input.files]); input.value = ""; });
}

const drop = document.getElementById("drop");
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
document.addEventListener("dragleave", () => drop.classList.remove("over"));
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  const found = entries.length ? (await Promise.all(entries.map(inside))).flat() : [...event.dataTransfer.files];
  check(found);
});

for (const id of ["before", "after"]) {
  const input = document.getElementById(id);
  const shown = document.getElementById(`${id}-name`);
  const show = () => { shown.textContent = input.files.length ? input.files[0].name : ""; };
  input.addEventListener("change", show);
  // a browser keeps the choice when the page is loaded again
  show();
}

document.getElementById("compare").addEventListener("click", () => {
  work("/compare", ["before", "after"].flatMap((id) => [...document.getElementById(id).files]));
});
