// The address of the words that are selected on a page or in a record. Without this script they are
// written into a form.
"use strict";
const tool = document.querySelector(".quote-tool");
const make = document.getElementById("make-quote");
const quoteSays = document.getElementById("quote-says");
const made = document.getElementById("quote-link");
const LEAST = 2;
const asideOfText = "rt, rp, del, .doubt-sign, .hidden";

// Only what the page says itself: no readings, no signs of ours.
function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer;
  const element = around.nodeType === Node.ELEMENT_NODE ? around : around.parentElement;
  if (!element?.closest(".lines, .overlay, .fields")) return null;
  const piece = range.cloneContents();
  for (const part of piece.querySelectorAll(asideOfText)) part.remove();
  const words = piece.textContent.replace(/\s+/g, " ").trim();
  if (words.replaceAll(" ", "").length < LEAST) return null;
  const start = range.startContainer;
  const line = (start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement).closest("[data-line]");
  const field = (start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement).closest("[data-field]");
  return { words, line: line?.dataset.line ?? "", field: field?.dataset.field ?? "" };
}
let chosen = null;
function offer() {
  const now = selected();
  if (!now && tool.contains(document.activeElement)) return;
  if (now && now.words !== chosen?.words) { quoteSays.textContent = ""; made.parentElement.hidden = true; }
  chosen = now;
  tool.hidden = !chosen;
}
document.addEventListener("selectionchange", offer);
tool.hidden = true;
// the selection stays while the button is pressed
make.addEventListener("pointerdown", (event) => event.preventDefault());
// The address of what is chosen; nothing where there is none, which is told.
async function addressOfChosen() {
  const asked = new URLSearchParams(chosen);
  let answer;
  try {
    const response = await fetch(`${tool.dataset.quote}?${asked}`, { headers: { accept: "application/json" } });
    answer = await response.json();
  } catch {
    answer = { problem: quoteSays.dataset.failed };
  }
  if (answer.problem || !answer.address) { quoteSays.textContent = answer.problem ?? quoteSays.dataset.failed; return ""; }
  return answer.address;
}
// Forms that do something with the words: they are sent with their address.
for (const form of document.querySelectorAll("form.with-quote")) {
  form.querySelector("button").addEventListener("pointerdown", (event) => event.preventDefault());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!chosen) return;
    const address = await addressOfChosen();
    if (!address) return;
    form.querySelector("[data-address]").value = address;
    form.submit();
  });
}
make.addEventListener("click", async () => {
  if (!chosen) return;
  const address = await addressOfChosen();
  if (!address) return;
  made.href = address;
  made.parentElement.hidden = false;
  try {
    await navigator.clipboard.writeText(address);
    quoteSays.textContent = quoteSays.dataset.copied;
  } catch {
    quoteSays.textContent = quoteSays.dataset.made;
  }
});
