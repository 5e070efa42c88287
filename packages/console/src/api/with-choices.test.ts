import type { AppConfig, EndpointInfo } from "@gradio-ts/client";
import { expect, it } from "vitest";
import { withChoices } from "./with-choices.js";

const parameter = (name: string, schema: object) => ({ name, schema });
const text = { type: "string" };
const texts = { type: "array", items: text };
const endpoint = {
  fnIndex: 1,
  slots: ["fruit", null, "fruits", "free", "told"],
  parameters: [
    parameter("fruit", text),
    parameter("fruits", texts),
    parameter("free", text),
    parameter("told", { type: "string", enum: ["b"] }),
  ],
} as unknown as EndpointInfo;

it("puts what there is to choose from where newer versions say it, and leaves what says it, or takes anything", () => {
  const component = (id: number, props: object) => ({ id, props: { choices: ["a", ["shown", "sent"]], ...props } });
  const config = {
    components: [
      component(10, {}),
      { id: 11 },
      component(12, { multiselect: true }),
      component(13, { allow_custom_value: true }),
      component(14, {}),
    ],
    dependencies: [{}, { inputs: [10, 11, 12, 13, 14] }],
  } as unknown as AppConfig;
  expect(withChoices(endpoint, config).parameters.map(({ schema }) => schema)).toEqual([
    { type: "string", enum: ["a", "sent"] },
    { type: "array", items: { type: "string", enum: ["a", "sent"] } },
    text,
    { type: "string", enum: ["b"] },
  ]);
});

it.each([
  {},
  { components: 7, dependencies: 7 },
  { components: [{}], dependencies: [null, null] },
])("changes nothing where a config says nothing: %j", (config) => {
  expect(withChoices(endpoint, config as unknown as AppConfig)).toEqual(endpoint);
});
