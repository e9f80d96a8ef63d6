import assert from "node:assert/strict";
import { test } from "node:test";
import { plural } from "../../static/kit/plural.js";

const ENGLISH = { language: "en", one: "{count} throw", other: "{count} throws" };
const HINDI = { language: "hi", one: "{count} बार", other: "{count} बारें" };

test("a count of one has the singular, any other the plural", () => {
  const written = [0, 1, 2, 11, 21].map((count) => plural(ENGLISH, count));
  assert.deepEqual(written, ["0 throws", "1 throw", "2 throws", "11 throws", "21 throws"]);
});

test("in Hindi none goes with the singular", () => {
  assert.deepEqual(
    [0, 1, 2].map((count) => plural(HINDI, count)),
    ["0 बार", "1 बार", "2 बारें"],
  );
});

test("the count can be written with its thousands grouped, and other fields are filled in", () => {
  const forms = { language: "en", one: "{count} of {all}", other: "{count} of all {all}" };
  assert.equal(plural(forms, 12000, { count: "12,000", all: "x" }), "12,000 of all x");
});
