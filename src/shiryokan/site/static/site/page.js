// Keys, zoom, and the link between a line of text and its place on the picture.
"use strict";
const paper = document.getElementById("paper");
const frame = paper.closest(".frame");
const sheet = paper.closest(".sheet");
const level = document.getElementById("zoom-level");
const steps = [50, 75, 100, 125, 150, 200, 300, 400];
let zoom = 100;
// How the picture is fitted is remembered where the server reads it too.
const fits = [...document.querySelectorAll(".fit button")];
function remember(fit) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `fit=${fit}; path=/; max-age=31536000; samesite=lax${secure}`;
}
function say() {
  level.textContent = `${zoom}%`;
  for (const button of fits) button.setAttribute("aria-pressed", String((button.value === "page") === sheet.classList.contains("whole")));
}
function setZoom(percent) {
  zoom = percent;
  sheet.classList.remove("whole");
  paper.style.width = `${percent}%`;
  say();
}
const shown = () => Math.round((100 * paper.offsetWidth) / frame.clientWidth);
function showWhole() {
  sheet.classList.add("whole");
  paper.style.width = "";
  zoom = shown();
  say();
}
paper.querySelector("img").addEventListener("load", () => { if (sheet.classList.contains("whole")) showWhole(); });
function fit(name) {
  remember(name);
  if (name === "page") showWhole(); else setZoom(100);
}
function changeZoom(direction) {
  if (sheet.classList.contains("whole")) zoom = shown();
  const next = direction > 0 ? steps.find((s) => s > zoom) : steps.findLast((s) => s < zoom);
  if (next) setZoom(next);
}
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    const what = button.dataset.zoom;
    if (what === "reset") setZoom(100); else changeZoom(what === "in" ? 1 : -1);
  });
}
for (const button of fits) button.addEventListener("click", (event) => { event.preventDefault(); fit(button.value); });

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
const bar = document.querySelector(".page-bar");
const spread = document.querySelector(".spread");
// What of the window is not covered by what sticks to its upper edge.
function clearTop() {
  const stuck = [bar, frame].filter((part) => getComputedStyle(part).position === "sticky");
  return stuck.reduce((top, part) => Math.max(top, Math.min(part.getBoundingClientRect().bottom, innerHeight / 2)), 0);
}
function middleOf(element) {
  const box = (element.getClientRects()[0] ?? element.getBoundingClientRect());
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
function isSeen(element, within) {
  if (!element) return true;
  const { x, y } = middleOf(element);
  return Boolean(document.elementFromPoint(x, y)?.closest(within));
}
// Brings a place of the picture into the middle of what is seen of the frame; the window stays.
function centre(place) {
  if (!place) return;
  const { x, y } = middleOf(place), view = frame.getBoundingClientRect();
  const under = getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().bottom : 0;
  const top = Math.max(view.top, under), bottom = Math.min(view.bottom, innerHeight);
  frame.scrollBy({ left: x - (view.left + view.right) / 2, top: y - (top + bottom) / 2, behavior: "instant" });
}
// Scrolls the window so that the hit is seen in the text and in the picture: where the middle of
// the window does not do, the beginning or the end of both is brought to its edge.
function bring(number) {
  const place = hits[number]?.firstElementChild;
  const words = [...document.querySelectorAll(".lines mark[data-of]")];
  const word = words.find((mark) => Number(mark.dataset.of) === number) ?? words.findLast((mark) => Number(mark.dataset.of) < number);
  const moves = [
    () => word?.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" }),
    () => window.scrollBy({ top: spread.getBoundingClientRect().bottom - innerHeight + 8, behavior: "instant" }),
    () => window.scrollBy({ top: spread.getBoundingClientRect().top - clearTop() - 8, behavior: "instant" }),
  ];
  for (const move of moves) {
    move();
    centre(place);
    if (isSeen(word, ".lines") && isSeen(place, "#paper")) return;
  }
  moves[0]();
  centre(place);
}
function showHit(number) {
  hits[hit]?.classList.remove("current");
  hit = number;
  hits[hit].classList.add("current");
  bring(hit);
  if (says) says.textContent = says.dataset.at.replace("HIT", hit + 1).replace("ALL", hits.length);
}
const nextHit = () => { if (hit + 1 < hits.length) showHit(hit + 1); else follow("next-hit")(); };
const previousHit = () => { if (hit > 0) showHit(hit - 1); else follow("previous-hit")(); };
// Whoever comes to a page with hits sees one; whoever comes back finds the page as it was left.
if (hits.length) {
  const first = location.hash === "#last-hit" ? hits.length - 1 : 0;
  const [way] = performance.getEntriesByType("navigation");
  const comesBack = way?.type === "back_forward" || way?.type === "reload";
  const elsewhere = /^#(line|doubt)-/.test(location.hash);
  let moved = false;
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(kind, () => { moved = true; }, { once: true, passive: true });
  const land = () => { if (moved) return; if (comesBack || elsewhere) centre(hits[first].firstElementChild); else showHit(first); };
  land();
  // once more when the picture has its size and the browser has gone to the address's own place
  addEventListener("load", () => { land(); requestAnimationFrame(land); });
  // a browser may go to the words of an address later than that, and find them elsewhere
  let again = 3;
  addEventListener("scroll", () => {
    const word = document.querySelector(`.lines mark[data-of="${hit}"]`);
    if (!comesBack && !moved && again > 0 && performance.now() < 5000 && word && !isSeen(word, ".lines")) { again -= 1; land(); }
  }, { passive: true });
}
if (sheet.classList.contains("whole")) showWhole();

const keys = {
  ArrowLeft: follow("previous"), ArrowRight: follow("next"), k: follow("previous"), j: follow("next"),
  n: nextHit, p: previousHit, g: focus("jump"), "/": focus("find-q"),
  "+": () => changeZoom(1), ";": () => changeZoom(1), "-": () => changeZoom(-1), 0: () => fit("width"),
  f: () => fit(sheet.classList.contains("whole") ? "width" : "page"),
  c: () => document.querySelector('[data-copy="cite-ja"]').click(),
  q: () => { const button = document.getElementById("make-quote"); if (button?.checkVisibility()) button.click(); },
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
// A page's text is printed on one sheet. How much room its tables take is known only once they are
// laid out: what is for print is applied for a moment, and the text made smaller until it fits.
const ON_PAPER = { width: 186, height: 254 }; // mm that A4 and Letter both have within margins of 12 mm
const LEAST_POINTS = 4; // of type: below, nobody reads it, and such a page is printed on several sheets
const PIXELS_A_MM = 96 / 25.4, PIXELS_A_POINT = 96 / 72;
function printRules() {
  return [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === "print");
}
function fitOnSheet() {
  const lines = document.querySelector(".lines"), root = document.documentElement;
  if (!lines || !document.getElementById("print-text")?.checked) return;
  const rules = printRules(), most = ON_PAPER.height * PIXELS_A_MM;
  for (const rule of rules) rule.media.mediaText = "all";
  root.style.width = `${ON_PAPER.width}mm`;
  const least = Math.min(1, LEAST_POINTS * PIXELS_A_POINT / parseFloat(getComputedStyle(lines).fontSize));
  let zoom = 1;
  for (let tries = 0; tries < 12 && zoom > least && document.body.scrollHeight > most; tries++) {
    zoom = Math.max(least, zoom * Math.min(0.96, Math.sqrt(most / document.body.scrollHeight)));
    lines.style.zoom = zoom;
  }
  root.style.width = "";
  for (const rule of rules) rule.media.mediaText = "print";
}
addEventListener("beforeprint", fitOnSheet);
addEventListener("afterprint", () => document.querySelector(".lines")?.style.removeProperty("zoom"));
