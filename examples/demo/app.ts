import { AppError, choice, number, Server, text } from "@gradio-ts/server";

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The app the demo calls: every kind of endpoint, behind a real queue. */
export const app = new Server({ title: "gradio-ts demo" })
  .api("/greet", {
    description: "Says hello.",
    inputs: { name: text(), language: choice(["English", "Deutsch"], { default: "English" }) },
    output: text({ label: "greeting" }),
  })
  .handle(({ name, language }) => `${language === "English" ? "Hello" : "Hallo"} ${name}!`)

  .api("/story", {
    description: "Tells a story, word by word.",
    inputs: { hero: text() },
    output: text({ label: "story" }),
  })
  .handle(async function* ({ hero }) {
    let told = "";
    for (const word of `Once upon a time ${hero} asked an app for its API and got one`.split(" ")) {
      told += `${told === "" ? "" : " "}${word}`;
      yield told;
      await sleep(80);
    }
  })

  .api("/print", {
    description: "Prints a book, and shows how far it is.",
    inputs: { pages: number({ default: 3, min: 1, max: 10, integer: true }) },
    output: text({ label: "book" }),
  })
  .handle(async ({ pages }, { progress, log }) => {
    const lines = 6;
    for (let page = 0; page < pages; page++) {
      for (let line = 0; line <= lines; line++) {
        progress([
          { index: page, length: pages, unit: "pages", desc: "book" },
          { index: line, length: lines, unit: "lines", desc: `page ${page + 1}` },
        ]);
        await sleep(100);
      }
    }
    log("The ink is still wet", { level: "warning" });
    return `a book of ${pages} pages`;
  })

  .api("/think", {
    description: "Takes a second, one call at a time.",
    inputs: { question: text() },
    output: text({ label: "answer" }),
  })
  .handle(async ({ question }, { signal }) => {
    for (let step = 0; step < 10 && !signal.aborted; step++) await sleep(100);
    return `${question.length * 6}`;
  })

  .api("/divide", {
    description: "Divides, or says why not.",
    inputs: { a: number(), b: number() },
    output: number({ label: "quotient" }),
  })
  .handle(({ a, b }) => {
    if (b === 0) throw new AppError("Nobody can divide by zero.", { title: "Arithmetic" });
    return a / b;
  });
