// Sends files with a progress bar, and takes files that are dropped. Without it the form is plain.
"use strict";
const form = document.getElementById("hand-in");
const drop = document.getElementById("drop");
const input = document.getElementById("id_files");
const sending = document.getElementById("sending");
const errors = document.getElementById("errors");
const send = document.getElementById("send");
for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;
for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.remove("over"); });
drop.addEventListener("drop", (event) => { input.files = event.dataTransfer.files; showTitles(); });

// A row for each thing that is chosen, in the place of the lines that are written without a script.
const titles = document.getElementById("titles");
const urls = document.getElementById("id_urls");
const lines = document.getElementById("id_titles");
const written = new Map();
function things() {
  const files = [...input.files].map((file) => [`${file.name} ${file.size}`, file.name]);
  const asked = urls.value.split("\n").map((line) => line.trim()).filter(Boolean).map((url) => [url, url]);
  return [...files, ...asked];
}
function joined(all) {
  lines.value = all.map(([key]) => (written.get(key) ?? "").replace(/\s+/g, " ")).join("\n").trimEnd();
}
function showTitles() {
  const all = things();
  titles.querySelector(".lines").hidden = true;
  titles.querySelector("table")?.remove();
  titles.hidden = all.length < 2;
  joined(all);
  if (titles.hidden) { lines.value = ""; return; }
  titles.open = true;
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const word of [titles.dataset.what, titles.dataset.title]) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = word;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const [number, [key, name]] of all.entries()) {
    const row = body.insertRow();
    const label = document.createElement("label");
    const field = document.createElement("input");
    field.id = label.htmlFor = `title-${number}`;
    label.textContent = name;
    field.maxLength = 500;
    field.placeholder = titles.dataset.guessed;
    field.value = written.get(key) ?? "";
    field.addEventListener("input", () => { written.set(key, field.value); joined(all); });
    row.insertCell().append(label);
    row.insertCell().append(field);
  }
  titles.append(table);
}
// what was written before the form came back stands in the lines
if (lines.value) { things().forEach(([key], number) => written.set(key, lines.value.split("\n")[number] ?? "")); }
if (!lines.value) showTitles();
input.addEventListener("change", showTitles);
urls.addEventListener("change", showTitles);

function showErrors(found) {
  errors.replaceChildren();
  const list = document.createElement("ul");
  list.className = "errorlist";
  for (const messages of Object.values(found)) for (const { message } of messages) {
    const item = document.createElement("li");
    item.textContent = message;
    list.append(item);
  }
  errors.append(list);
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const bar = sending.querySelector("progress");
  const word = sending.querySelector("[role=status]");
  const request = new XMLHttpRequest();
  const end = () => { send.disabled = false; sending.hidden = true; };
  errors.replaceChildren();
  const long = [...input.files].filter((file) => file.size > Number(form.dataset.mostBytes));
  if (long.length) { showErrors({ files: long.map((file) => ({ message: `${file.name}: ${form.dataset.tooLong}` })) }); return; }
  sending.hidden = false;
  send.disabled = true;
  request.upload.addEventListener("progress", (progress) => {
    if (!progress.lengthComputable) return;
    const percent = Math.round((100 * progress.loaded) / progress.total);
    bar.value = percent;
    word.textContent = `${sending.dataset.sending} ${percent}%`;
  });
  request.addEventListener("load", () => {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* not from the form */ }
    if (request.status === 201) { location.assign(answer.batch); return; }
    end();
    showErrors(answer.errors ?? { all: [{ message: sending.dataset.failed }] });
  });
  request.addEventListener("error", () => { end(); showErrors({ all: [{ message: sending.dataset.failed }] }); });
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(new FormData(form));
});
