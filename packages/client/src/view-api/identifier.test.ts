import { expect, it } from "vitest";
import { identifier } from "./identifier.js";

it.each([
  ["Input text!", "input_text"],
  ["  num -- 1 ", "num_1"],
  ["1st", "_1st"],
  ["__x__y__", "x_y"],
  ["Größe (cm)", "größe_cm"],
  ["画像", "画像"],
  ["🎤", ""],
  ["", ""],
])("makes of %j %j", (label, name) => {
  expect(identifier(label)).toBe(name);
});
