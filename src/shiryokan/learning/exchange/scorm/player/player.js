// Plays a course: its text, its exercises, and what becomes of the answers.
"use strict";

(() => {
  const course = JSON.parse(document.getElementById("course").textContent);
  const words = course.words;
  const main = document.getElementById("step");
  const trouble = document.getElementById("trouble");
  const told = document.getElementById("told");
  const began = Date.now();
  const exercises = course.steps.filter(step => step.exercise);
  const LONGEST_STATE = 4096;  // characters of cmi.suspend_data (SCORM 1.2 CMIString4096)
  const PAUSES = [2, 5, 15, 30, 60];  // seconds before what was not taken is sent again
  let state = { c: course.hash, s: 0, a: {} };
  let best = "";
  let unsent = false;
  let failures = 0;
  let timer = 0;
  let student = "";
  let count = null;

  const made = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element && key !== "list") element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children.filter(child => child !== null && child !== ""));
    return element;
  };
  const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_whole, name) => values[name]);

  // ---- what is kept -------------------------------------------------------------------------

  const shelf = () => `shiryokan:${course.id}:${student}`;
  const keep = () => {
    if (!student) return;
    try {
      localStorage.setItem(shelf(), JSON.stringify({ state, unsent }));
    } catch { /* a browser that keeps nothing: the answers are on this page */ }
  };
  const kept = () => {
    if (!student) return null;
    try {
      return JSON.parse(localStorage.getItem(shelf()) || "null");
    } catch {
      return null;
    }
  };

  const answers = () => exercises.map((_step, at) => state.a[at]);
  const done = () => answers().every(answer => answer !== undefined);
  const shares = () => exercises.map((step, at) => {
    const answer = state.a[at];
    return answer === undefined ? 0 : answer.k !== undefined ? answer.k : Grading.score(step.exercise, answer);
  });
  const percent = () => Math.round(100 * shares().reduce((sum, share) => sum + share, 0) / exercises.length);
  const passed = () => percent() >= course.pass;

  const packed = () => {
    let text = JSON.stringify(state);
    if (text.length <= LONGEST_STATE) return text;
    // too much for a host: of each answer what it was worth
    const a = {};
    shares().forEach((share, at) => { if (state.a[at] !== undefined) a[at] = { k: Math.round(share * 100) / 100 }; });
    text = JSON.stringify({ ...state, a });
    return text;
  };

  const unpacked = text => {
    try {
      const found = JSON.parse(text);
      return found && typeof found.c === "string" && typeof found.a === "object" ? found : null;
    } catch {
      return null;
    }
  };

  const span = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    const two = number => String(number).padStart(2, "0");
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  };

  const status = () => {
    if (best) return best;
    if (!exercises.length) return state.s >= course.steps.length ? "completed" : "incomplete";
    return done() ? (passed() ? "passed" : "failed") : "incomplete";
  };

  const report = () => {
    const values = [
      ["cmi.suspend_data", packed()], ["cmi.core.lesson_location", state.s],
      ["cmi.core.lesson_status", status()], ["cmi.core.session_time", span()],
      ["cmi.core.exit", done() ? "" : "suspend"],
    ];
    if (exercises.length && done() && !best) {
      values.push(["cmi.core.score.min", 0], ["cmi.core.score.max", 100], ["cmi.core.score.raw", percent()]);
    }
    return values;
  };

  const deliver = () => {
    clearTimeout(timer);
    const hidden = trouble.hidden;
    unsent = !Host.send(report());
    keep();
    failures = unsent ? failures + 1 : 0;
    trouble.hidden = !unsent;
    if (unsent) {
      const text = Host.found() ? words.not_taken : words.no_host;
      trouble.querySelector("p").textContent = text;
      timer = setTimeout(deliver, 1000 * PAUSES[Math.min(failures, PAUSES.length) - 1]);
    } else if (!hidden) {
      told.textContent = words.taken_again;
    }
    return !unsent;
  };

  const TYPES = { one: "choice", several: "choice", truth: "true-false", number: "numeric", order: "sequencing", point: "performance" };
  const letters = places => places.map(at => "0123456789abcdefghijklmnopqrstuvwxyz"[at]).join(",");
  const tellAnswer = (step, answer, share) => {
    if (count === null) {
      const said = parseInt(Host.get("cmi.interactions._count"), 10);
      count = Number.isNaN(said) ? 0 : said;
    }
    const name = `cmi.interactions.${count}`;
    const given = answer.chosen ? letters(answer.chosen)
      : answer.truth !== undefined ? (answer.truth ? "t" : "f")
      : answer.typed !== undefined ? answer.typed : `${answer.point.x},${answer.point.y}`;
    Host.offer([
      [`${name}.id`, step.id], [`${name}.type`, TYPES[step.exercise.kind]],
      [`${name}.student_response`, given], [`${name}.result`, share >= 1 ? "correct" : "wrong"],
      [`${name}.time`, new Date().toTimeString().slice(0, 8)], [`${name}.weighting`, 1],
    ]);
    count += 1;
  };

  // ---- what is shown ------------------------------------------------------------------------

  const show = at => {
    state.s = Math.max(0, Math.min(at, course.steps.length));
    const step = course.steps[state.s];
    main.replaceChildren(...(step ? (step.exercise ? exerciseView(step) : textView(step)) : resultView()));
    const counted = document.getElementById("counted");
    counted.textContent = step ? filled(words.counted, { at: state.s + 1, of: course.steps.length }) : "";
    const bar = document.getElementById("bar");
    bar.value = state.s;
    document.getElementById("back").disabled = state.s === 0;
    document.getElementById("next").disabled = !step || (Boolean(step.exercise) && state.a[step.number] === undefined);
    main.querySelector("h2").focus();
  };

  const go = by => {
    show(state.s + by);
    deliver();
  };

  const heading = text => made("h2", { tabIndex: -1 }, text);

  const textView = step => [
    heading(step.lesson),
    ...step.passages.map(passage => {
      if (passage.kind === "heading") return made("h3", {}, passage.text);
      if (passage.kind !== "quotation") return made("p", {}, passage.text);
      return made("figure", {}, made("blockquote", {}, passage.text), passage.source ? made("figcaption", {}, passage.source) : "");
    }),
  ];

  const exerciseView = step => {
    const answer = state.a[step.number];
    const form = made("form", { className: "exercise", noValidate: true });
    const view = fields(step.exercise, answer);
    form.append(view.element);
    const fault = made("p", { className: "fault", role: "alert" });
    const after = made("div", { className: "after", role: "status" });
    if (answer === undefined) {
      form.append(fault, made("button", { type: "submit", className: "primary" }, words.answer));
      form.addEventListener("submit", event => {
        event.preventDefault();
        const given = view.read();
        const share = Grading.score(step.exercise, given);
        if (share === null) {
          fault.textContent = step.exercise.kind === "number" && given.typed.trim() ? words.no_number : words.no_answer;
          return;
        }
        state.a[step.number] = given;
        tellAnswer(step, given, share);
        deliver();
        const [title, again, shown] = exerciseView(step);
        main.replaceChildren(title, again, shown);
        document.getElementById("next").disabled = false;
        // said by screen readers, too: the region is there before its words are
        const said = [...shown.childNodes];
        shown.replaceChildren();
        requestAnimationFrame(() => { shown.append(...said); shown.querySelector("p").focus(); });
      });
    } else {
      after.append(...afterView(step.exercise, answer));
    }
    return [heading(step.lesson), form, after];
  };

  const group = (exercise, ...children) => made("fieldset", {}, made("legend", {}, exercise.prompt), ...children);

  const fields = (exercise, answer) => {
    const locked = answer !== undefined;
    const chosen = locked && answer.chosen ? answer.chosen : [];
    switch (exercise.kind) {
      case "one":
      case "several": {
        const type = exercise.kind === "one" ? "radio" : "checkbox";
        const inputs = exercise.choices.map((_choice, at) =>
          made("input", { type, name: "choice", value: String(at), checked: chosen.includes(at), disabled: locked }));
        const labels = exercise.choices.map((choice, at) => made("label", { className: "choice" }, inputs[at], made("span", {}, choice.text)));
        const hint = exercise.kind === "several" ? made("p", { className: "hint" }, words.all_right) : "";
        return {
          element: group(exercise, hint, ...labels),
          read: () => ({ chosen: inputs.flatMap((input, at) => (input.checked ? [at] : [])) }),
        };
      }
      case "truth": {
        const inputs = [true, false].map(value =>
          made("input", { type: "radio", name: "truth", value: String(value), checked: locked && answer.truth === value, disabled: locked }));
        const labels = inputs.map((input, at) => made("label", { className: "choice" }, input, made("span", {}, at ? words.false : words.true)));
        return { element: group(exercise, ...labels), read: () => (inputs[0].checked || inputs[1].checked ? { truth: inputs[0].checked } : {}) };
      }
      case "number": {
        const input = made("input", { type: "text", inputMode: "decimal", autocomplete: "off", disabled: locked, value: locked ? answer.typed || "" : "" });
        return {
          element: group(exercise, made("label", { className: "number" }, made("span", {}, words.number), input, made("span", {}, exercise.unit))),
          read: () => ({ typed: input.value }),
        };
      }
      case "order":
        return orderFields(exercise, chosen.length ? chosen : exercise.items.map((_item, at) => at), locked);
      default:
        return pointFields(exercise, answer, locked);
    }
  };

  const orderFields = (exercise, start, locked) => {
    const order = [...start];
    const list = made("ol", { className: "order" });
    const moved = made("p", { className: "unseen", role: "status" });
    const draw = (focus, way) => {
      list.replaceChildren(...order.map((item, at) => {
        const text = exercise.items[item].text;
        const button = (by, label) => made("button", {
          type: "button", disabled: at + by < 0 || at + by >= order.length, "data-way": by,
          "aria-label": filled(label, { text }), onclick: () => {
            [order[at], order[at + by]] = [order[at + by], order[at]];
            draw(item, by);
            moved.textContent = filled(words.moved, { text, place: at + by + 1 });
          },
        }, by < 0 ? "↑" : "↓");
        return made("li", { "data-item": item }, made("span", {}, text), locked ? "" : button(-1, words.up), locked ? "" : button(1, words.down));
      }));
      if (focus === undefined) return;
      const buttons = [...list.querySelector(`[data-item="${focus}"]`).querySelectorAll("button")];
      (buttons.find(each => !each.disabled && each.dataset.way === String(way)) || buttons.find(each => !each.disabled)).focus();
    };
    draw();
    return { element: group(exercise, made("p", { className: "hint" }, words.order_hint), list, moved), read: () => ({ chosen: [...order] }) };
  };

  const pointFields = (exercise, answer, locked) => {
    const { src, width, height } = exercise.picture;
    const cross = made("span", { className: "cross", "aria-hidden": "true", hidden: true });
    const picture = made("img", { src, alt: words.page_picture });
    const sheet = made("div", { className: "sheet" }, picture, cross);
    let at = locked && answer.point ? answer.point : null;
    const across = made("input", { type: "range", min: 0, max: Math.round(width), step: 1, value: Math.round(width / 2), disabled: locked });
    const down = made("input", { type: "range", min: 0, max: Math.round(height), step: 1, value: Math.round(height / 2), disabled: locked });
    const draw = () => {
      cross.hidden = !at;
      if (!at) return;
      cross.style.left = `${100 * at.x / width}%`;
      cross.style.top = `${100 * at.y / height}%`;
    };
    const set = (x, y) => {
      at = { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
      across.value = x;
      down.value = y;
      draw();
    };
    if (!locked) {
      for (const range of [across, down]) range.addEventListener("input", () => set(Number(across.value), Number(down.value)));
      picture.addEventListener("click", event => {
        const box = picture.getBoundingClientRect();
        set((event.clientX - box.left) / box.width * width, (event.clientY - box.top) / box.height * height);
      });
    }
    if (locked) {
      for (const [x0, y0, x1, y1] of exercise.boxes) {
        const frame = made("span", { className: "right", "aria-hidden": "true" });
        frame.style.left = `${100 * x0 / width}%`;
        frame.style.top = `${100 * y0 / height}%`;
        frame.style.width = `${100 * (x1 - x0) / width}%`;
        frame.style.height = `${100 * (y1 - y0) / height}%`;
        sheet.append(frame);
      }
    }
    draw();
    const ranges = locked ? "" : made("div", { className: "ranges" },
      made("label", {}, made("span", {}, words.across), across), made("label", {}, made("span", {}, words.down_page), down));
    return { element: group(exercise, made("p", { className: "hint" }, words.point_hint), sheet, ranges), read: () => (at ? { point: at } : {}) };
  };

  const rightAnswer = exercise => {
    switch (exercise.kind) {
      case "one":
      case "several":
        return exercise.choices.filter(choice => choice.right).map(choice => choice.text).join("、");
      case "truth":
        return exercise.right ? words.true : words.false;
      case "number":
        return `${exercise.value}${exercise.unit}`;
      case "order":
        return [...exercise.items].sort((a, b) => a.place - b.place).map(item => item.text).join(" → ");
      default:
        return "";
    }
  };

  const feedback = (exercise, answer) => {
    if (exercise.kind === "truth") return answer.truth === undefined ? [] : [answer.truth ? exercise.feedback_true : exercise.feedback_false];
    return exercise.choices && answer.chosen ? answer.chosen.map(at => exercise.choices[at].feedback) : [];
  };

  const afterView = (exercise, answer) => {
    const share = answer.k !== undefined ? answer.k : Grading.score(exercise, answer);
    const right = rightAnswer(exercise);
    return [
      made("p", { className: share >= 1 ? "verdict right-answer" : "verdict wrong-answer", tabIndex: -1 }, share >= 1 ? words.right : share > 0 ? words.partly : words.wrong),
      right && share < 1 ? made("p", {}, `${words.right_is} ${right}`) : "",
      ...feedback(exercise, answer).filter(Boolean).map(text => made("p", {}, text)),
      exercise.explanation ? made("p", {}, exercise.explanation) : "",
      ...exercise.quotes.map(quote => made("figure", {}, made("blockquote", {}, quote.words), made("figcaption", {}, quote.label))),
    ].filter(Boolean);
  };

  const resultView = () => {
    if (!exercises.length) return [heading(words.finished), made("p", {}, words.read_all)];
    const list = made("ol", { className: "results" }, ...exercises.map((step, at) => made("li", {},
      made("span", {}, step.exercise.prompt), " ", made("strong", {}, shares()[at] >= 1 ? words.right : words.wrong))));
    const again = made("button", { type: "button", onclick: restart }, words.again);
    return [
      heading(passed() ? words.passed : words.failed),
      made("p", { className: "score" }, filled(words.score, { percent: percent(), pass: course.pass })),
      list, passed() ? "" : again, made("p", { className: "hint" }, words.may_close),
    ];
  };

  const restart = () => {
    state = { c: course.hash, s: course.steps.findIndex(step => step.exercise), a: {} };
    show(state.s);
    deliver();
  };

  const save = () => {
    const rows = exercises.map((step, at) => ({ id: step.id, prompt: step.exercise.prompt, answer: state.a[at] || null, score: shares()[at] }));
    const data = JSON.stringify({ course: course.title, id: course.id, student, at: new Date().toISOString(), percent: exercises.length ? percent() : null, answers: rows }, null, 1);
    const link = made("a", { href: URL.createObjectURL(new Blob([data], { type: "application/json" })), download: "results.json" });
    link.click();
  };

  // ---- the beginning and the end ------------------------------------------------------------

  Host.connect();
  student = Host.get("cmi.core.student_id");
  const before = Host.get("cmi.core.lesson_status");
  best = before === "passed" || before === "completed" ? before : "";
  const known = unpacked(Host.get("cmi.suspend_data"));
  const local = kept();
  const answered = found => Object.keys(found.a).length;
  const own = local && local.unsent && unpacked(JSON.stringify(local.state));
  const found = own && (!known || answered(own) >= answered(known)) ? own : known;
  if (found && found.c === course.hash) {
    state = found;
    told.textContent = answered(found) ? words.resumed : "";
  } else if (found) {
    told.textContent = words.changed;
  }

  document.getElementById("bar").max = course.steps.length;
  document.getElementById("back").addEventListener("click", () => go(-1));
  document.getElementById("next").addEventListener("click", () => go(1));
  document.getElementById("again").addEventListener("click", deliver);
  document.getElementById("save").addEventListener("click", save);
  window.addEventListener("beforeunload", event => { if (unsent && Object.keys(state.a).length && !deliver()) event.preventDefault(); });
  window.addEventListener("pagehide", () => { deliver(); Host.finish(); });
  show(state.s);
  deliver();
})();
