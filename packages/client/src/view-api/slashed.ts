/** An endpoint's name with the slash that callers may leave out. */
export function slashed(name: string): string {
  return name.startsWith("/") ? name : `/${name}`;
}
