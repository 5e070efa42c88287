import { since } from "../live-servers.js";

interface Difference {
  readonly endpoints: readonly string[];
  /** First version that has it, and first that has it no more. */
  readonly from?: string;
  readonly before?: string;
  /** Why ours is right. */
  readonly why: string;
}

/** Where Python's client gives something else than ours for the calls of compared-calls.ts. */
const differences: readonly Difference[] = [
  {
    endpoints: ["/relabel"],
    why: "Python hands out the update, which is no value of the component; ours is the value it has then",
  },
  {
    endpoints: ["/pressed"],
    why: "a button has a slot among the inputs (§1.3), which Python leaves out, or up to 3.x leaves to the caller",
  },
  {
    endpoints: ["/refuse", "/refuse_late", "/direct_refuse"],
    before: "5.2",
    why: "these servers send the text of a gr.Error in Python's quotes (§12), which are not the app's",
  },
  {
    endpoints: ["/talk"],
    before: "4.9",
    why: "Python's call fails at what the function says to the page, though the function succeeds",
  },
  {
    endpoints: ["/double"],
    before: "4.0",
    why: "Python takes a table as the path of a JSON file only",
  },
  {
    endpoints: ["/direct", "/direct_add", "/direct_measure", "/direct_count", "/direct_remember"],
    before: "4.0",
    why: "Python has no outputs of unqueued calls, and the first value only of an unqueued generator",
  },
  {
    endpoints: ["/recite"],
    from: "4.24",
    before: "5.49",
    why: "Python takes U+2028 for the end of a line, and loses the message that holds it",
  },
  {
    endpoints: ["/converse", "/converse_in_pairs", "/highlight", "/guess"],
    from: "4.17",
    before: "5.36",
    why: "these servers name list items to delete by their old places (§4), where Python fails",
  },
  {
    endpoints: ["/change_shape", "/many_stepwise"],
    from: "4.17",
    before: "4.44",
    why: "JSON comes in edits as well (§4), with the same list items to delete",
  },
  {
    endpoints: ["/shrink_table"],
    from: "4.17",
    why: "items deleted in nested lists are named wrongly (§4): Python fails, and since 5.36 gives [[3], [5]] for [[1], [4]]",
  },
];

/** Why the two differ on an endpoint, if they are known to. */
export function knownDifference(version: string, endpoint: string): string | undefined {
  return differences.find(
    ({ endpoints, from, before }) =>
      endpoints.includes(endpoint) && (from === undefined || since(version, from)) && (before === undefined || !since(version, before)),
  )?.why;
}
