// Keeps the table of a batch up to date. Without it the page reloads itself.
"use strict";
const batch = document.getElementById("batch");
const rows = batch.querySelectorAll("tbody tr");
const summary = document.getElementById("summary");
function fill(row, now) {
  const [name, state, pages] = row.children;
  if (now.address && now.pages && !name.querySelector("a")) {
    const link = document.createElement("a");
    link.href = now.address;
    link.textContent = now.title;
    name.replaceChildren(link);
  }
  // its pages may say another title than its file
  const link = name.querySelector("a");
  if (link && link.textContent !== now.title) link.textContent = now.title;
  if (now.problem && !name.querySelector(".problem")) {
    const problem = document.createElement("p");
    problem.className = "problem";
    problem.textContent = now.problem + now.remedy;
    name.append(problem);
  }
  const badge = state.querySelector(".badge");
  badge.className = `badge ${now.state}`;
  badge.textContent = now.label;
  const bar = pages.querySelector("progress");
  bar.max = now.pages || 1;
  bar.value = now.pages_read;
  pages.querySelector(".numbers").textContent = now.pages ? `${now.pages_read}/${now.pages}` : "";
}
async function look() {
  try {
    const answer = await fetch(batch.dataset.address, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const now = await answer.json();
      now.rows.forEach((row, i) => rows[i] && fill(rows[i], row));
      if (now.ended) { summary.textContent = batch.dataset.finished; return; }
      summary.textContent = batch.dataset.soFar.replace("{done}", now.done).replace("{all}", now.all);
    }
  } catch { /* the server will be back */ }
  setTimeout(look, 700);
}
if (batch.dataset.ended !== "yes") look();
