import type { HttpApi } from "../view-api/api-info.js";
import type { Version } from "./app.js";
import { since } from "./since.js";

/** How a version is called without this client. */
export function httpApi(version: Version, prefix: string): HttpApi {
  return {
    prefix,
    route: since(version, 4, 20) ? "call" : "run",
    fileKey: version.major < 4 ? "name" : "path",
    keywords: since(version, 4, 23),
  };
}
