/** What does not work somewhere for a reason that is no defect, and how it fails there. */
export interface Absence {
  /** The name of a runtime or an app. */
  readonly where: string;
  readonly checks: readonly string[];
  readonly error: RegExp;
  /** For docs/compatibility.md. */
  readonly why: string;
}

export const absences: readonly Absence[] = [
  {
    where: "Chromium",
    checks: ["logs in"],
    error:
      /^AuthenticationError: The app took the login, and refuses access all the same\. In a browser, a login works on the app's own origin only/,
    why: "A page's browser keeps the cookies of a login from other origins: `auth` works on the app's own.",
  },
];
