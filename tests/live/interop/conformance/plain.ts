/** Seconds, which are other ones each time. */
const TIMES = ["duration", "average_duration", "avg_time", "cache_duration", "eta", "rank_eta"];

/**
 * An answer without what is another in each process: times, ids, addresses, folders. A duration of whole seconds is one that an app
 * chose.
 */
export function plain(value: unknown, urls: readonly string[]): unknown {
  const text = (given: string) =>
    urls
      .reduce((left, url) => left.replaceAll(url, "{root}"), given)
      .replace(/[^\s"'=]*\/[0-9a-f]{64}\//g, "{folder}/")
      .replace(/\b[0-9a-f]{32}\b/g, "{event}");
  const visit = (at: unknown, key = ""): unknown => {
    if (typeof at === "string") return text(at);
    if (typeof at === "number") return TIMES.includes(key) && !Number.isInteger(at) ? "{seconds}" : key === "app_id" ? "{number}" : at;
    if (Array.isArray(at)) return at.map((item) => visit(item));
    if (typeof at !== "object" || at === null) return at;
    return Object.fromEntries(Object.entries(at).map(([name, item]) => [text(name), visit(item, name)]));
  };
  return visit(value);
}
