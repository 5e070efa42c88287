import type { OutputFile } from "@gradio-ts/client";
import { useEffect, useState } from "preact/hooks";

/** Where a browser can read a file: its own address; of media that come in pieces (protocol.md §7.6), the whole once it is there. */
export function useFileUrl(file: OutputFile): string | undefined {
  const [whole, setWhole] = useState<string>();
  const { url, isStream } = file;
  // By its address: each output brings the same file anew.
  useEffect(() => {
    if (!isStream) return;
    const ended = new AbortController();
    let made = "";
    file
      .blob({ signal: ended.signal })
      .then((blob) => {
        made = URL.createObjectURL(blob);
        setWhole(made);
      })
      .catch(() => setWhole(url));
    return () => {
      ended.abort();
      URL.revokeObjectURL(made);
    };
  }, [url, isStream]);
  return isStream ? whole : url;
}
