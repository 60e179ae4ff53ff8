// Keys, zoom, and the link between a line of text and its place on the picture.
"use strict";
const paper = document.getElementById("paper");
const level = document.getElementById("zoom-level");
const steps = [50, 75, 100, 125, 150, 200, 300, 400];
let zoom = 100;
function setZoom(percent) {
  zoom = percent;
  paper.style.width = `${percent}%`;
  level.textContent = `${percent}%`;
}
function changeZoom(direction) {
  const next = direction > 0 ? steps.find((s) => s > zoom) : steps.findLast((s) => s < zoom);
  if (next) setZoom(next);
}
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    const what = button.dataset.zoom;
    if (what === "reset") setZoom(100); else changeZoom(what === "in" ? 1 : -1);
  });
}

function light(number, on) {
  document.getElementById(`spot-${number}`)?.classList.toggle("on", on);
  document.getElementById(`line-${number}`)?.classList.toggle("on", on);
}
for (const element of document.querySelectorAll("[data-line]")) {
  element.addEventListener("mouseenter", () => light(element.dataset.line, true));
  element.addEventListener("mouseleave", () => light(element.dataset.line, false));
}
// Not on the elements themselves: SVG text that listens for focus becomes a stop of the Tab key.
for (const [name, on] of [["focusin", true], ["focusout", false]]) {
  document.addEventListener(name, (event) => {
    const line = event.target.closest("[data-line]");
    if (line) light(line.dataset.line, on);
  });
}

// A link to a line's doubt leads into a list that may be folded, which older browsers leave folded.
function unfold() {
  const goal = location.hash.startsWith("#doubt-") && document.getElementById(location.hash.slice(1));
  const list = goal && goal.closest("details");
  if (list && !list.open) { list.open = true; goal.scrollIntoView(); }
}
addEventListener("hashchange", unfold);
unfold();

const follow = (id) => () => document.getElementById(id)?.click();
const focus = (id) => () => { const field = document.getElementById(id); field.focus(); field.select(); };

// The hits on this page one after the other, and then those of the next page that has any.
const hits = [...document.querySelectorAll("[data-hit]")];
const says = document.getElementById("hit-says");
let hit = -1;
function showHit(number) {
  hits[hit]?.classList.remove("current");
  hit = number;
  hits[hit].classList.add("current");
  hits[hit].scrollIntoView({ block: "center", inline: "nearest" });
  says.textContent = says.dataset.at.replace("HIT", hit + 1).replace("ALL", hits.length);
}
const nextHit = () => { if (hit + 1 < hits.length) showHit(hit + 1); else follow("next-hit")(); };
const previousHit = () => { if (hit > 0) showHit(hit - 1); else follow("previous-hit")(); };
if (location.hash === "#last-hit" && hits.length) showHit(hits.length - 1);

const keys = {
  ArrowLeft: follow("previous"), ArrowRight: follow("next"), k: follow("previous"), j: follow("next"),
  n: nextHit, p: previousHit, g: focus("jump"), "/": focus("find-q"),
  "+": () => changeZoom(1), ";": () => changeZoom(1), "-": () => changeZoom(-1), 0: () => setZoom(100),
  c: () => document.querySelector('[data-copy="cite-ja"]').click(),
};
const off = document.getElementById("keys-off");
const remembered = { get: () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } },
  set: (value) => { try { localStorage.setItem("keys", value ? "off" : "on"); } catch { /* private window */ } } };
let silent = remembered.get();
function showOff() {
  off.setAttribute("aria-pressed", String(silent));
  off.textContent = silent ? off.dataset.on : off.dataset.off;
}
off.addEventListener("click", () => { silent = !silent; remembered.set(silent); showOff(); });
showOff();
document.addEventListener("keydown", (event) => {
  if (silent || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target;
  if (target.matches("input, textarea, select, [contenteditable]")) return;
  if (event.key.startsWith("Arrow") && (target.closest(".table .scroll") || (target.closest(".frame") && zoom > 100))) return;
  const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (action) { event.preventDefault(); action(); }
});
