import { useEffect, useState } from "preact/hooks";
import type { Run, Runs } from "./runs.js";

/** The calls of this page, as they change. */
export function useRuns(runs: Runs): readonly Run[] {
  const [all, setAll] = useState(runs.all);
  useEffect(() => {
    const take = () => setAll(runs.all);
    take();
    return runs.watch(take);
  }, [runs]);
  return all;
}
