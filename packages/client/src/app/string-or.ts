/** The value if it is a string and not empty: for texts an app may leave out. */
export function stringOr(value: unknown, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}
