import { InvalidArgumentError } from "commander";

/** A port, as a flag has it; 0 is any that is free. */
export function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError("It is a whole number from 0 to 65535.");
}
