/** An app behind the runtime's own server: Bun's or Deno's. */
import { makeApp } from "./app.js";

type Handler = (request: Request, ...rest: unknown[]) => Promise<Response>;
interface Runtime {
  readonly Bun?: { serve(options: { port: number; hostname: string; idleTimeout: number; fetch: Handler }): { readonly port: number } };
  readonly Deno?: {
    serve(options: { port: number; hostname: string; onListen(address: { readonly port: number }): void }, handler: Handler): unknown;
  };
}

const { Bun, Deno } = globalThis as Runtime;
const { fetch } = makeApp();
const hostname = "127.0.0.1";
const tell = ({ port }: { readonly port: number }) => console.log(`http://${hostname}:${port}`);
if (Bun !== undefined) tell(Bun.serve({ port: 0, hostname, idleTimeout: 0, fetch }));
else Deno?.serve({ port: 0, hostname, onListen: tell }, fetch);
