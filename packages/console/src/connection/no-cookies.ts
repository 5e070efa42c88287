/** Stands for the client's jar (vite.config.ts): in a page the browser keeps the cookies, and shows none. */
export class CookieJar {
  store(): void {}

  header(): undefined {}

  secrets(): readonly string[] {
    return [];
  }
}
