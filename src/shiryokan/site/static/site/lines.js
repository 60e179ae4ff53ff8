// Keys by which doubtful lines are gone through; all of them are links and buttons without it too.
"use strict";
const field = document.getElementById("words");
for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;
field.setSelectionRange(field.value.length, field.value.length);
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const follow = { ArrowDown: "next-line", ArrowUp: "previous-line" }[event.key];
  const goal = event.altKey
    ? document.querySelector(`[data-choice="${event.code.replace(/^(Digit|Numpad)/, "")}"]`)
    : follow && document.getElementById(follow);
  if (goal) { event.preventDefault(); goal.click(); }
});
