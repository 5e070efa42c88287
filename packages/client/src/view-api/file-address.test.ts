import { expect, it } from "vitest";
import { fileAddress } from "./file-address.js";

it.each<[path: string, url: unknown, address: string]>([
  ["/tmp/a.png", "https://x.org/a.png", "https://x.org/a.png"],
  ["https://x.org/a.png", undefined, "https://x.org/a.png"],
  ["data:,x", null, "data:,x"],
  ["/home/ada/.ssh/id_rsa", undefined, "path/to/id_rsa"],
  [".env", "file:///home/ada/.env", "path/to/_env"],
  ["..", ["https://x.org"], "path/to/file"],
])("of a file at %j and %j is %j: never one of this machine", (path, url, address) => expect(fileAddress(path, url)).toBe(address));
