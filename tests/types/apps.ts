/**
 * The types of two apps, in the form that a generated file has: types only, nothing at run time. Arrays are `readonly`, so that `as const`
 * values fit. A file an app gives may be `null`.
 */
import type { FileLike, OutputFile } from "@gradio-ts/client";

export type CalculatorApp = {
  /** `num1 operation num2` */
  "/predict": {
    args: readonly [
      num1: number,
      /** Radio. Default: `"add"` */
      operation?: "add" | "subtract" | "multiply" | "divide" | undefined,
      /** Number. Default: `3` */
      num2?: number | undefined,
    ];
    inputs: {
      /** Number */
      num1: number;
      /** Radio. Default: `"add"` */
      operation?: "add" | "subtract" | "multiply" | "divide" | undefined;
      /** Number. Default: `3` */
      num2?: number | undefined;
    };
    /** Number "output" */
    output: number;
  };
};

/** Shared by several endpoints, named after the JSON Schema's `$defs`. */
export type ImageCaption = { image: OutputFile; caption?: string | null };

export type PhotoStudioApp = {
  /** Restyle a picture. */
  "/edit": {
    args: readonly [
      image: FileLike | null,
      /** A default before a required parameter: pass `undefined` to take it. Dropdown. Default: `"sketch"` */
      style: "sketch" | "oil" | 3 | undefined,
      prompt: string,
      /** Slider, numeric value between 0 and 1. Default: `0.5` */
      strength?: number | undefined,
      /** Dropdown. Default: `[]` */
      tags?: readonly ("portrait" | "landscape")[] | undefined,
      /** Image. Default: `null` */
      mask?: FileLike | null | undefined,
    ];
    inputs: {
      /** Image. Files accept `null`, their empty state */
      image: FileLike | null;
      /** Dropdown. Default: `"sketch"` */
      style?: "sketch" | "oil" | 3 | undefined;
      /** Textbox */
      prompt: string;
      /** Slider, numeric value between 0 and 1. Default: `0.5` */
      strength?: number | undefined;
      /** Dropdown. Default: `[]` */
      tags?: readonly ("portrait" | "landscape")[] | undefined;
      /** Image. Default: `null` */
      mask?: FileLike | null | undefined;
    };
    /** Image "result", Gallery "variants", JSON "metadata" */
    output: readonly [result: OutputFile | null, variants: readonly ImageCaption[], metadata: unknown];
  };
  /** Generator: each output replaces the one before. */
  "/describe": {
    args: readonly [message: { text: string; files?: readonly FileLike[] }];
    inputs: {
      /** Multimodaltextbox */
      message: { text: string; files?: readonly FileLike[] };
    };
    /** Textbox "description" */
    output: string;
  };
  /** Has state, which is not part of the API; gives nothing. */
  "/reset": { args: readonly []; inputs: Record<never, never>; output: readonly [] };
  /** Unnamed (Gradio before 4.12): called by its number. */
  2: { args: readonly [label: string]; inputs: { label: string }; output: string };
};
