// Saves each answer of a checklist as it is given, and lets it be filled by keyboard alone.
"use strict";
const list = document.getElementById("checks");
const said = document.getElementById("check-words").dataset;
const items = [...list.querySelectorAll(".check-item")];
const KEYS = { 1: "yes", y: "yes", 2: "no", n: "no", 3: "not_applicable", x: "not_applicable", 0: "unchecked", u: "unchecked" };
const states = new WeakMap();
list.classList.add("saves");

function stateOf(form) {
  if (!states.has(form)) states.set(form, { busy: false, again: false, dirty: false });
  return states.get(form);
}
function say(item, text, kind) {
  const line = item.querySelector(".check-state");
  line.className = `check-state ${kind || ""}`;
  line.textContent = text;
}
function put(form, values, sent) {
  for (const radio of form.elements.answer) radio.checked = radio.value === values.answer;
  for (const name of ["checked_on", "target_on", "remark"]) {
    const field = form.elements[name];
    // what is being typed, or was typed since, stays
    if (sent && (field === document.activeElement || field.value !== sent.get(name))) continue;
    field.value = values[name];
  }
}
function count(now) {
  const bar = document.querySelector("#check-progress progress"), number = document.querySelector("#check-progress .count");
  if (bar) bar.value = now.answered;
  if (number) number.textContent = `${now.answered}/${now.total}`;
}
function versions(item, version) {
  for (const field of item.querySelectorAll("input[name=version]")) field.value = version;
}
async function send(item, form, body) {
  const own = item.querySelector(".check-form"), state = stateOf(own);
  if (state.busy) { state.again = true; return; }
  state.busy = true;
  say(item, said.saving);
  // what is typed while it is under way is sent after it
  const sent = new FormData(form);
  if (body) for (const name in body) sent.set(name, body[name]);
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent), headers: { Accept: "application/json" } });
    const now = await answer.json();
    if (answer.status === 409) return disagree(item, own, now);
    if (!answer.ok) { state.dirty = true; say(item, now.message || said.failed, "failed"); return; }
    item.querySelector(".conflict")?.remove();
    versions(item, now.version);
    const same = new FormData(own);
    if (!state.again && (form !== own || !body)) {
      if (form !== own || same.get("answer") === now.values.answer) put(own, now.values, form === own ? sent : undefined);
    }
    state.dirty = state.again;
    count(now);
    if (now.values.answer !== "unchecked") item.querySelector(".take-last")?.remove();
    say(item, now.lacks_target ? said.target : `${said.saved}: ${now.text}`, now.lacks_target ? "failed" : "");
  } catch {
    state.dirty = true;
    say(item, said.failed, "failed");
  } finally {
    state.busy = false;
    if (state.again) { state.again = false; save(item); }
  }
}
function save(item) {
  const form = item.querySelector(".check-form");
  stateOf(form).dirty = true;
  if (item.querySelector(".conflict")) return undefined;
  return send(item, form);
}
function disagree(item, form, now) {
  item.querySelector(".conflict")?.remove();
  const shown = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
  shown.querySelector(".theirs").textContent = now.theirs_text;
  shown.querySelector(".mine").textContent = now.mine_text;
  if (now.by) shown.querySelector(".by").textContent = `（${now.by}）`;
  say(item, "");
  form.after(shown);
  const done = () => { shown.remove(); versions(item, now.version); (form.querySelector("[name=answer]:checked") || form).focus(); };
  shown.querySelector(".take-mine").addEventListener("click", () => { done(); save(item); });
  shown.querySelector(".keep-theirs").addEventListener("click", () => { put(form, now.theirs); stateOf(form).dirty = false; done(); });
  shown.querySelector(".take-mine").focus();
}
function enter(item) {
  if (!item) return;
  const radio = item.querySelector("[name=answer]:checked") || item.querySelector("[name=answer]");
  radio.focus({ preventScroll: true });
  item.scrollIntoView({ block: "center" });
}
const beside = (item, step) => items[items.indexOf(item) + step];

list.addEventListener("change", (event) => {
  const item = event.target.closest(".check-item");
  if (!item || !event.target.closest(".check-form")) return;
  // while a year is typed it is 0002, then 0020
  if (event.target.type === "date" && event.target.value && event.target.value < "2000") return;
  save(item);
});
list.addEventListener("submit", (event) => {
  const form = event.target, item = form.closest(".check-item");
  if (!item || form.closest(".conflict")) return;
  event.preventDefault();
  if (form.classList.contains("take-last")) send(item, form).then(() => enter(beside(item, 1) || item));
  else { if (stateOf(form).dirty || event.submitter?.matches(".check-save:focus")) save(item); enter(beside(item, 1)); }
});
function typed(event, item, form) {
  if (event.key === "Escape") { enter(item); event.preventDefault(); }
  else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.target.blur();
    if (!stateOf(form).busy && event.target.value !== event.target.defaultValue) save(item);
    enter(beside(item, 1));
  }
}
function answered(event, item, form) {
  const key = event.key.toLowerCase();
  if (key in KEYS) {
    const radio = [...form.elements.answer].find((each) => each.value === KEYS[key]);
    const changed = !radio.checked;
    radio.checked = true;
    if (changed) { if (KEYS[key] !== "no") form.elements.target_on.value = ""; save(item); }
    if (KEYS[key] === "no") form.elements.target_on.focus();
    else if (KEYS[key] === "unchecked") radio.focus();
    else enter(beside(item, 1) || item);
  } else if (key === "j" || key === "arrowdown") enter(beside(item, 1));
  else if (key === "k" || key === "arrowup") enter(beside(item, -1));
  else if (key === "d") form.elements.checked_on.focus();
  else if (key === "t" && form.elements.target_on.offsetParent) form.elements.target_on.focus();
  else if (key === "r") form.elements.remark.focus();
  else if (key === "l") { const last = item.querySelector(".take-last"); if (last) last.requestSubmit(); }
  else return;
  event.preventDefault();
}
list.addEventListener("keydown", (event) => {
  const item = event.target.closest(".check-item"), form = event.target.closest(".check-form");
  if (!item || !form || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input[type=date], textarea")) typed(event, item, form);
  else if (event.target.matches("[name=answer]")) answered(event, item, form);
});
addEventListener("beforeunload", (event) => {
  if (items.some((item) => { const state = stateOf(item.querySelector(".check-form")); return state.busy || state.dirty; })) event.preventDefault();
});
