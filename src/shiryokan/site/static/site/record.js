// Links a field of a record with its places on the pages' pictures, both ways.
"use strict";
const fields = document.querySelectorAll("[data-field]");
const spots = document.querySelectorAll("[data-spot]");
let pinned = null;
function light(name, on) {
  for (const spot of spots) if (spot.dataset.spot === name) spot.classList.toggle("on", on);
  for (const field of fields) if (field.dataset.field === name) field.classList.toggle("on", on);
}
function show(name) {
  if (pinned && pinned !== name) light(pinned, false);
  pinned = name;
  light(name, true);
}
function bring(name) {
  const first = [...spots].find((spot) => spot.dataset.spot === name);
  const frame = first?.closest(".frame");
  if (!frame) return;
  const box = first.getBoundingClientRect(), view = frame.getBoundingClientRect();
  if (box.top < view.top || box.bottom > view.bottom) frame.scrollTop += box.top - view.top - 40;
}
for (const field of fields) {
  field.addEventListener("mouseenter", () => show(field.dataset.field));
  field.addEventListener("focusin", () => { show(field.dataset.field); bring(field.dataset.field); });
  field.addEventListener("click", () => bring(field.dataset.field));
}
for (const spot of spots) {
  spot.addEventListener("mouseenter", () => show(spot.dataset.spot));
  spot.addEventListener("click", () => document.getElementById(`field-${spot.dataset.spot}`)?.scrollIntoView({ block: "nearest" }));
}
// Whoever opens a record sees where it stands: the first place on its first page.
const firstSheet = document.querySelector(".record-sheet");
const firstSpot = firstSheet && [...firstSheet.querySelectorAll("[data-spot]")].sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)[0];
function look() {
  const frame = firstSpot.closest(".frame"), box = firstSpot.getBoundingClientRect(), view = frame.getBoundingClientRect();
  const bottom = Math.min(view.bottom, innerHeight);
  if (box.bottom > bottom) frame.scrollTop += box.top - view.top - 40;
}
if (firstSpot) { look(); addEventListener("load", look, { once: true }); }
