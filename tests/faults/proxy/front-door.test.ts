import { connect } from "node:net";
import { expect, it } from "vitest";
import { FrontDoor } from "./front-door.js";

const answers = (url: string) =>
  new Promise<boolean>((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

it("a door is shut and opened at one port, until it is closed for good", async () => {
  const door = new FrontDoor(4000, (socket) => void socket.resume());
  await door.open();
  expect(await answers(door.url)).toBe(true);
  door.shut();
  expect(await answers(door.url)).toBe(false);
  await door.open();
  expect(await answers(door.url)).toBe(true);
  door.close();
  await door.open();
  expect(await answers(door.url)).toBe(false);
});
