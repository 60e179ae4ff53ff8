// Copies citations. Without this script they can be selected by hand.
"use strict";
for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;
const copied = document.getElementById("copied");
async function copyFrom(id) {
  const source = document.getElementById(id);
  const text = source.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    document.execCommand("copy");
  }
  copied.textContent = "";
  requestAnimationFrame(() => { copied.textContent = copied.dataset.text; });
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => copyFrom(button.dataset.copy));
}
