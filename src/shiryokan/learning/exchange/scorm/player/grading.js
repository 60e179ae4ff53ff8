// What an answer is worth: the same as shiryokan.learning.exercise.grade, which the tests hold it to.
"use strict";

const Grading = (() => {
  const NUMBER = /^[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$/;
  const MINUS = /[−‐‑–—―△▲]/g;
  const LONGEST = 100;

  const plain = text => text.normalize("NFKC").replace(MINUS, "-").replace(/\s/gu, "");

  // A decimal as a whole number and its digits behind the point, so that 0.1 is what it says.
  const decimal = text => {
    const [whole, part = ""] = text.split(".");
    return { number: BigInt(whole.replace("+", "") + part), digits: part.length };
  };
  const scaled = (value, digits) => value.number * 10n ** BigInt(digits - value.digits);

  const typed = (text, unit) => {
    if (text.length > LONGEST) return null;
    let said = plain(text);
    const behind = plain(unit);
    if (behind && said.endsWith(behind)) said = said.slice(0, -behind.length);
    return NUMBER.test(said) ? said.replace(/,/g, "") : null;
  };

  const within = (given, exercise) => {
    const all = [given, exercise.value, exercise.tolerance].map(decimal);
    const digits = Math.max(...all.map(each => each.digits));
    const [said, right, tolerance] = all.map(each => scaled(each, digits));
    const apart = said > right ? said - right : right - said;
    return apart <= tolerance;
  };

  const several = (exercise, chosen) => {
    const rights = exercise.choices.filter(each => each.right).length;
    const hits = chosen.filter(at => exercise.choices[at].right).length;
    return rights ? Math.max(2 * hits - chosen.length, 0) / rights : 0;
  };

  const order = (exercise, chosen) => {
    const places = chosen.map(at => exercise.items[at].place);
    let pairs = 0;
    let right = 0;
    places.forEach((place, at) => {
      for (const other of places.slice(at + 1)) {
        pairs += 1;
        right += place < other ? 1 : 0;
      }
    });
    return pairs ? right / pairs : 1;
  };

  const point = (exercise, at) => exercise.boxes.some(([x0, y0, x1, y1]) =>
    at.x >= x0 - exercise.margin && at.x <= x1 + exercise.margin &&
    at.y >= y0 - exercise.margin && at.y <= y1 + exercise.margin) ? 1 : 0;

  // The score from 0 to 1; null where the answer is none. An answer has what its kind asks for:
  // chosen (places of choices or items), truth, typed or point.
  const score = (exercise, answer) => {
    switch (exercise.kind) {
      case "one":
        return answer.chosen.length === 1 ? Number(exercise.choices[answer.chosen[0]].right) : null;
      case "several":
        return answer.chosen.length ? several(exercise, answer.chosen) : null;
      case "truth":
        return typeof answer.truth === "boolean" ? Number(answer.truth === exercise.right) : null;
      case "number": {
        const given = typed(answer.typed, exercise.unit);
        return given === null ? null : Number(within(given, exercise));
      }
      case "order":
        return order(exercise, answer.chosen);
      case "point":
        return answer.point ? point(exercise, answer.point) : null;
      default:
        return null;
    }
  };

  return { score };
})();
