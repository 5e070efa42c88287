import type { Page } from "playwright-core";

/** Watches what an element says from now on. @returns a function that gives all that it has said, in order. */
export async function watchTexts(page: Page, selector: string): Promise<() => Promise<readonly string[]>> {
  const said = await page.evaluateHandle((wanted) => {
    const texts: string[] = [];
    const look = () => {
      const text = document.querySelector(wanted)?.textContent ?? "";
      if (text !== "" && text !== texts.at(-1)) texts.push(text);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    return texts;
  }, selector);
  return () => said.jsonValue();
}
