/** The Gradio this server speaks like. Clients decide by it what they may ask for (protocol.md §0). */
export const GRADIO_VERSION = "6.31.0";
/** Stands before every route but `/config`, `/login` and the page (protocol.md §1). */
export const API_PREFIX = "/gradio_api";
/** The generation of the wire (protocol.md §0.1). */
export const PROTOCOL = "sse_v3";
