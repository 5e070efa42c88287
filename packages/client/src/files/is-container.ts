/**
 * Whether JSON takes a value apart: a list, or an object of any class. Not what says itself how it is written (dates, URLs, files of an
 * app), and none of the runtime's own kinds (`Map`, `Promise`, typed arrays …), of which JSON makes `{}` or worse.
 */
export function isContainer(value: object): boolean {
  return Array.isArray(value) || (!("toJSON" in value) && Object.prototype.toString.call(value) === "[object Object]");
}
