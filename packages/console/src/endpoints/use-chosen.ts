import { useEffect, useState } from "preact/hooks";
import type { Listed } from "../api/list-endpoints.js";

const keyInAddress = (): string => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
};

/** The endpoint that the page's address names, else the first; choosing one changes the address, so that it can be kept and gone back from. */
export function useChosen(endpoints: readonly Listed[]): readonly [Listed | undefined, (key: string) => void] {
  const [key, setKey] = useState(keyInAddress);
  useEffect(() => {
    const onChange = () => setKey(keyInAddress());
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  const choose = (chosen: string) => {
    location.hash = encodeURIComponent(chosen);
  };
  return [endpoints.find((endpoint) => endpoint.key === key) ?? endpoints[0], choose];
}
