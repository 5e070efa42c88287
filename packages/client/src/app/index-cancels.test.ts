import { describe, expect, it } from "vitest";
import { indexCancels } from "./index-cancels.js";

describe("indexCancels", () => {
  it("finds for each function the listener that cancels the fewest others", () => {
    const dependencies = [{ cancels: [] }, {}, { cancels: [0, 1] }, { cancels: [0] }, { cancels: [0] }];
    expect([...indexCancels(dependencies)]).toEqual([
      [0, 3],
      [1, 2],
    ]);
  });

  it("finds nothing in what is no list of functions", () => {
    expect(indexCancels([null, 5, { cancels: "0" }, { cancels: [null, "1"] }]).size).toBe(0);
  });
});
