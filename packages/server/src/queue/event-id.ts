/** 32 hexadecimal digits, as Gradio's. */
export function newEventId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
