import { describe, expect, it } from "vitest";
import type { App, Endpoint } from "../app/app.js";
import { EndpointNotFoundError } from "../errors.js";
import { findEndpoint } from "./find-endpoint.js";

const endpoint = (fnIndex: number, name: string | null, visibility: Endpoint["visibility"] = "public") =>
  ({ fnIndex, name, visibility }) as Endpoint;
const app = (...endpoints: readonly Endpoint[]) => ({ endpoints }) as unknown as App;

const CALCULATOR = app(
  endpoint(3, "/add"),
  endpoint(7, "/subtract"),
  endpoint(8, "/quiet", "undocumented"),
  endpoint(9, "/secret", "private"),
  endpoint(10, null),
);

function refusal(of: App, wanted: string | number | undefined): EndpointNotFoundError {
  try {
    findEndpoint(of, wanted);
  } catch (error) {
    expect(error).toBeInstanceOf(EndpointNotFoundError);
    return error as EndpointNotFoundError;
  }
  return expect.fail("found");
}

describe("findEndpoint", () => {
  it.each([
    ["/add", 3],
    ["add", 3],
    [7, 7],
    ["/quiet", 8],
    [10, 10],
  ])("finds %j", (wanted, fnIndex) => expect(findEndpoint(CALCULATOR, wanted).fnIndex).toBe(fnIndex));

  it("goes by the number of a function, not by its place", () => {
    expect(refusal(CALCULATOR, 0).message).toContain("no endpoint 0");
  });

  it("asks whether another was meant, and lists what there is", () => {
    const error = refusal(CALCULATOR, "/ad");
    expect(error.message).toMatch(/Did you mean "\/add"\?/);
    expect(error.available).toEqual(["/add", "/subtract", "10"]);
  });

  it("says where inputs go, to who gave one in place of an endpoint", () => {
    expect(refusal(CALCULATOR, "Ada").message).toContain('predict(["Ada"])');
  });

  it.each(["/secret", "secret", 9])("refuses the private %j, and does not list it", (wanted) => {
    const error = refusal(CALCULATOR, wanted);
    expect(error.message).toContain("is private");
    expect(error.available).not.toContain("/secret");
  });

  it.each(["__proto__", "constructor", "", "/"])("finds nothing by %j", (wanted) => expect(refusal(CALCULATOR, wanted)).toBeDefined());

  it("takes the only public named one where none is named (users.md row 48)", () => {
    const one = app(endpoint(1, null), endpoint(2, "/predict"), endpoint(3, "/quiet", "undocumented"), endpoint(4, "/secret", "private"));
    expect(findEndpoint(one, undefined).fnIndex).toBe(2);
    expect(refusal(CALCULATOR, undefined).message).toMatch(/several endpoints: name one.*"\/add", "\/subtract"/);
    expect(refusal(app(endpoint(1, null)), undefined).message).toMatch(/no public endpoint with a name/);
    expect(refusal(app(), undefined).message).toMatch(/It has none/);
  });
});
