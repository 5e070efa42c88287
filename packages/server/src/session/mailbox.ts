import type { EventMessage } from "@gradio-ts/wire";

/** A message on its way to a client: written as JSON at once, so that a value changed later stays as it was. */
export interface Letter {
  readonly eventId: string;
  readonly msg: EventMessage["msg"];
  readonly text: string;
}

/** Characters that nobody has read yet, over all mailboxes. */
export interface Meter {
  unread: number;
}

/** Messages of one session in order, each handed on once (protocol.md §3.4). */
export class Mailbox {
  #letters: Letter[] = [];
  /** Unread letters that only the newest of their kind and event is worth reading of. */
  readonly #replaceable = new Map<string, { eventId: string; msg: EventMessage["msg"]; text: string }>();
  readonly #meter: Meter;
  #unread = 0;

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  /** Characters not read yet. */
  get unread(): number {
    return this.#unread;
  }

  /** @param replaces Whether it takes the place of an unread message of its kind and event. */
  put(message: EventMessage, replaces: boolean): void {
    const letter = { eventId: message.event_id, msg: message.msg, text: JSON.stringify(message) };
    const outdated = replaces ? this.#replaceable.get(kind(letter)) : undefined;
    this.#count(letter.text.length - (outdated?.text.length ?? 0));
    if (outdated !== undefined) {
      outdated.text = letter.text;
      return;
    }
    if (letter.msg === "estimation" || letter.msg === "progress") this.#replaceable.set(kind(letter), letter);
    this.#letters.push(letter);
  }

  has(wanted: (letter: Letter) => boolean): boolean {
    return this.#letters.some(wanted);
  }

  /** Takes out the first letter that is wanted. */
  take(wanted: (letter: Letter) => boolean): Letter | undefined {
    const index = this.#letters.findIndex(wanted);
    if (index === -1) return undefined;
    const letter = this.#letters[index] as Letter;
    // Nearly always the first one, which leaves without moving the others.
    if (index === 0) this.#letters.shift();
    else this.#letters.splice(index, 1);
    this.#count(-letter.text.length);
    this.#replaceable.delete(kind(letter));
    return letter;
  }

  /** Forgets unread letters. @returns whether there were any. */
  forget(dispensable: (letter: Letter) => boolean): boolean {
    const gone = this.#letters.filter(dispensable);
    if (gone.length === 0) return false;
    this.#letters = this.#letters.filter((letter) => !dispensable(letter));
    for (const letter of gone) {
      this.#count(-letter.text.length);
      this.#replaceable.delete(kind(letter));
    }
    return true;
  }

  #count(characters: number): void {
    this.#unread += characters;
    this.#meter.unread += characters;
  }
}

function kind({ msg, eventId }: Letter): string {
  return `${msg} ${eventId}`;
}
