export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Where a text is no JSON, or says the same thing twice. Lines and columns count from 1. */
export interface JsonFault {
  readonly code:
    | 'json-empty'
    | 'json-end'
    | 'json-unexpected'
    | 'json-text'
    | 'json-number'
    | 'json-more'
    | 'duplicate-key'
    | 'json-deep';
  readonly line: number;
  readonly column: number;
  /** What stands there, at most 20 characters; for `duplicate-key` the key. */
  readonly found: string;
}

export type JsonReading =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly fault: JsonFault };

const deepest = 32;

/**
 * Reads JSON (RFC 8259) and tells the place of the first fault, which `JSON.parse` does not. A key that stands twice in
 * an object is a fault, too: IAM refuses it, and readers that do not would each take another one.
 */
export function readJson(text: string): JsonReading {
  const reader = new JsonReader(text);
  try {
    return { ok: true, value: reader.document() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

class Fault extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault.code);
    this.fault = fault;
  }
}

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Json {
    if (this.#text.startsWith('\ufeff')) this.#at = 1;
    this.#space();
    if (this.#at >= this.#text.length) throw this.#fault('json-empty');
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) throw this.#fault('json-more');
    return value;
  }

  #value(depth: number): Json {
    this.#space();
    if (depth > deepest) throw this.#fault('json-deep');
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#list(depth);
      case '"':
        return this.#string();
      default:
        return this.#bare();
    }
  }

  #object(depth: number): JsonObject {
    const entries = new Map<string, Json>();
    this.#items('}', () => {
      const start = this.#at;
      if (this.#text[start] !== '"') throw this.#fault();
      const key = this.#string();
      if (entries.has(key)) throw this.#fault('duplicate-key', start, key);
      this.#space();
      this.#expect(':');
      entries.set(key, this.#value(depth + 1));
    });
    return Object.fromEntries(entries);
  }

  #list(depth: number): readonly Json[] {
    const items: Json[] = [];
    this.#items(']', () => void items.push(this.#value(depth + 1)));
    return items;
  }

  /** What stands between brackets, with commas between. */
  #items(end: '}' | ']', readOne: () => void): void {
    this.#at += 1;
    this.#space();
    if (this.#skip(end)) return;
    do {
      this.#space();
      readOne();
      this.#space();
    } while (this.#skip(','));
    this.#expect(end);
  }

  #string(): string {
    const start = this.#at;
    // Closed by the first quote that no backslash takes away.
    const match = /"(?:[^"\\]|\\.)*"/sy;
    match.lastIndex = start;
    const found = match.exec(this.#text)?.[0];
    if (found === undefined) throw this.#fault('json-text', start);
    try {
      const text: unknown = JSON.parse(found);
      this.#at += found.length;
      if (typeof text === 'string') return text;
    } catch {
      // A line break or an unknown escape: said below.
    }
    throw this.#fault('json-text', start);
  }

  #bare(): Json {
    const match = /[\w.+-]+/y;
    match.lastIndex = this.#at;
    const word = match.exec(this.#text)?.[0];
    if (word === undefined) throw this.#fault();
    const known: Readonly<Record<string, Json>> = { true: true, false: false, null: null };
    const value = Object.hasOwn(known, word) ? known[word] : undefined;
    if (value === undefined && !/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) {
      throw this.#fault(/^[-+.\d]/.test(word) ? 'json-number' : 'json-unexpected');
    }
    this.#at += word.length;
    return value ?? (word === 'null' ? null : Number(word));
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #expect(character: string): void {
    if (!this.#skip(character)) throw this.#fault();
  }

  #fault(code: JsonFault['code'] = 'json-unexpected', at = this.#at, found?: string): Fault {
    const before = this.#text.slice(0, at).split(/\r\n|\r|\n/);
    return new Fault({
      code: code !== 'json-empty' && at >= this.#text.length ? 'json-end' : code,
      line: before.length,
      column: (before.at(-1) ?? '').length + 1,
      found: (found ?? /[\w.+-]+|./sy.exec(this.#text.slice(at))?.[0] ?? '').slice(0, 20),
    });
  }
}
