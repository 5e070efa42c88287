import type { EndpointInfo, ParameterInfo, ReturnInfo } from "@gradio-ts/client";
import stringWidth from "string-width";

/** An endpoint to be read in a terminal: how it is called, and what goes in and comes out. */
export function endpointText({ name, fnIndex, description, parameters, returns, oauthToken }: EndpointInfo): string {
  const inputs = parameters.map(parameterText).join(", ");
  const outputs = returns.map(({ label }) => label || "value").join(", ");
  const rows = [
    ...parameters.map((parameter) => [parameter.name, parameter.typescriptType, remarks(parameter)] as const),
    ...returns.map((value) => ["returns", value.typescriptType, `${about(value)}${value.label && ` "${value.label}"`}`] as const),
  ];
  return [
    `${name ?? fnIndex}(${inputs}) -> ${returns.length === 1 ? outputs : `[${outputs}]`}`,
    ...description.split("\n").flatMap((line) => (line.trim() === "" ? [] : [`  ${line.trim()}`])),
    ...(oauthToken === null ? [] : [`  Takes your Hugging Face token (${oauthToken}): HF_TOKEN.`]),
    ...table(rows),
  ].join("\n");
}

function parameterText({ name, required, default: initial }: ParameterInfo): string {
  return required ? name : `${name}=${JSON.stringify(initial)}`;
}

function remarks(parameter: ParameterInfo): string {
  return `${about(parameter)}${parameter.required ? ", required" : ""}`;
}

function about({ component, description, file }: ReturnInfo): string {
  const [remark = ""] = description.trim().split("\n");
  // Files bring the documentation of a Python class, which says nothing here.
  return file || remark === "" ? component : `${component}, ${remark}`;
}

/** Columns are this far apart at least. */
const GAP = 2;
/** Types have this much room, so that the columns of most endpoints stand below each other. */
const TYPE_WIDTH = 46;

function table(rows: readonly (readonly [string, string, string])[]): readonly string[] {
  const names = Math.max(...rows.map(([name]) => stringWidth(name))) + GAP;
  return rows.map(([name, type, rest]) => `  ${padded(name, names)}${padded(type, TYPE_WIDTH)}${" ".repeat(GAP)}${rest}`);
}

/** To so many columns of a terminal, where a character of Chinese or an emoji takes two. */
function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - stringWidth(text)));
}
