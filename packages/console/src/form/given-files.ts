import type { OutputFile } from "@gradio-ts/client";
import { createContext } from "preact";

/** The files that earlier calls gave, newest first. */
export const GivenFiles = createContext<readonly OutputFile[]>([]);
