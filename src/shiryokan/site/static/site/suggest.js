// A search field that offers queries while one types: a combobox with a listbox, by the ARIA
// Authoring Practices. Without this script the field is a plain one.
"use strict";
const WAIT = 150;
for (const box of document.querySelectorAll("[data-suggest]")) suggestIn(box);
// Where there is room the facets stand open.
const narrowing = document.getElementById("narrowing");
if (narrowing && matchMedia("(min-width: 60rem)").matches) narrowing.open = true;

function suggestIn(box) {
  const field = box.querySelector("input[type=search]");
  const list = box.querySelector("[role=listbox]");
  const says = box.querySelector("[role=status]");
  let timer = 0, asked = 0, at = -1, typed = field.value, shown = [];
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"],
    ["aria-expanded", "false"], ["aria-controls", list.id]]) field.setAttribute(name, value);

  function close() {
    list.hidden = true; at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
  function show(found) {
    shown = found;
    list.replaceChildren(...found.map((each, number) => {
      const row = document.createElement("li");
      row.id = `${list.id}-${number}`; row.role = "option"; row.ariaSelected = "false";
      const words = document.createElement("span"), from = document.createElement("span");
      words.textContent = each.words; words.lang = "ja";
      from.textContent = each.count ? `${each.from} ${each.count}` : each.from; from.className = "meta";
      row.append(words, from);
      row.addEventListener("mousedown", (event) => { event.preventDefault(); take(number); });
      return row;
    }));
    at = -1; list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(found.length > 0));
    field.removeAttribute("aria-activedescendant");
    says.textContent = found.length ? box.dataset.says.replace("COUNT", found.length) : "";
  }
  function move(step) {
    if (list.hidden) { ask(); return; }
    list.children[at]?.setAttribute("aria-selected", "false");
    at = (at + step + shown.length + 1 + (at < 0 && step < 0 ? 1 : 0)) % (shown.length + 1);
    if (at === shown.length) at = -1;
    field.value = at < 0 ? typed : shown[at].query;
    if (at < 0) { field.removeAttribute("aria-activedescendant"); return; }
    list.children[at].setAttribute("aria-selected", "true");
    list.children[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", list.children[at].id);
  }
  function take(number) { field.value = shown[number].query; close(); field.form.requestSubmit(); }
  async function ask() {
    typed = field.value;
    const mine = ++asked;
    if (!typed.trim()) { close(); return; }
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}`);
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (mine === asked && document.activeElement === field) show(found);
    } catch { close(); }
  }
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(-1); }
    else if (event.key === "Enter") { clearTimeout(timer); ++asked; close(); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); field.value = typed; close(); }
  });
  field.addEventListener("blur", () => { clearTimeout(timer); close(); });
}
