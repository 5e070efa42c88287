import { since } from "../live-servers.js";

export interface Call {
  readonly endpoint: string;
  readonly inputs: readonly unknown[];
  /** It cannot be made on this version. */
  readonly lacking?: boolean;
}

/** Stands for a file to upload. */
export const FILE = "file to upload";

/** What both clients ask of `apps/suite.py`, in this order and in one session. */
export function comparedCalls(version: string): readonly Call[] {
  return [
    ...values,
    ...generators,
    { ...call("/converse_in_pairs", "x"), lacking: since(version, "6.0") },
    ...sessions,
    ...failures,
    ...unqueued,
    ...files,
    // Python's client joins the queue with it, which on these versions is the end of the queue.
    { ...call("/shout", "x"), lacking: since(version, "4.0") && !since(version, "4.11") },
    { ...call("/order", "Ada", 2), lacking: !since(version, "5.45") },
  ];
}

function call(endpoint: string, ...inputs: readonly unknown[]): Call {
  return { endpoint, inputs };
}

const values = [
  call("/echo", "x"),
  call("/greet", "Ada", "Hi", 2, "!"),
  call("/add", 1, 2.5),
  call("/measure", "abba"),
  call("/nothing", "x"),
  call("/give_none", "x"),
  call("/pressed", "x"),
  call("/recite", "\u2028", 2),
  call("/many", 3),
  call("/choose", "apple", ["apple"], "large", ["sugar"], 3),
  call("/classify", "x"),
  call("/mark", "x"),
  call("/double", { headers: ["a", "b"], data: [[1, 2]] }),
  call("/unfold", "x"),
  call("/talk", "x"),
  call("/undocumented", "x"),
];
const generators = [
  call("/count", 3),
  call("/grow", 3),
  call("/agrow", 3),
  call("/once", "x"),
  call("/converse", "x"),
  call("/shrink_table", "x"),
  call("/change_shape", "x"),
  call("/highlight", "x"),
  call("/guess", "x"),
  call("/many_stepwise", 4),
  call("/none_at_both_ends", "x"),
  call("/two_at_once", 3),
  call("/now_and_then", "x"),
  call("/relabel", "x"),
];
const sessions = [
  call("/remember", "one"),
  call("/remember", "two"),
  call("/remember_stepwise", "ab"),
  call("/tally_first", "a", "b"),
  call("/tally_middle", "c", "d"),
  call("/tally_last", "e", "f"),
  call("/tally_both_ends", "abc"),
];
const failures = [call("/fail", "x"), call("/refuse", "x"), call("/fail_late", "x"), call("/refuse_late", "x")];
const unqueued = [
  call("/direct", "x"),
  call("/direct_add", 1, 2),
  call("/direct_measure", "abba"),
  call("/direct_count", 3),
  call("/direct_remember", "three"),
  call("/direct_fail", "x"),
  call("/direct_refuse", "x"),
];
const files = [call("/look_at", FILE), call("/give_back", FILE), call("/write_file", "a b.txt", "hé"), call("/join_files", [FILE, FILE])];
