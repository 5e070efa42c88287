/** Order two versions made of numbers; a part that is not there counts as 0. @returns Less than, equal to or more than 0, as for `sort`. */
export function compareVersions(one: string, other: string): number {
  const [ours, theirs] = [parts(one), parts(other)];
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
    const difference = (ours[i] ?? 0) - (theirs[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parts(version: string): readonly number[] {
  return version.split(".").map(Number);
}
