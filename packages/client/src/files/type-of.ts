/** The MIME type of what is called so; `""` if the name does not tell. The table is loaded when it is first needed. */
export async function typeOf(name: string): Promise<string> {
  if (!/.\.[^.]+$/.test(name)) return "";
  const { default: mime } = await import("mime");
  return mime.getType(name) ?? "";
}
