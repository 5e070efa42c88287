import { expect, it } from "vitest";
import { complaints } from "../../packages/cli/src/testing/complaints.js";
import { RECORDED_OLD_VERSIONS, RECORDED_VERSIONS } from "../fixtures/read-recorded.js";
import { recordedTypes } from "../fixtures/recorded-types.js";

it.each([...RECORDED_OLD_VERSIONS, ...RECORDED_VERSIONS])("The types of an app of Gradio %s compile, without any", async (version) => {
  const file = await recordedTypes(version);
  expect(complaints(file, "RecordedApp")).toEqual([]);
  expect(file).toContain('"/');
  expect(await recordedTypes(version)).toBe(file);
});
