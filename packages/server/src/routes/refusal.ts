/** A refusal of a request, as FastAPI words it: clients show `detail` (protocol.md §3.3). */
export class Refusal extends Error {
  readonly status: 400 | 403 | 404 | 408 | 413 | 422 | 503;
  readonly detail: unknown;

  constructor(status: Refusal["status"], detail: unknown) {
    super(`${status}`);
    this.status = status;
    this.detail = detail;
  }
}
