import { Composer, Lexer, Parser, type CST, type Document } from 'yaml';

/** A text that is too much for the reader, which would fill the memory until the process ends. */
export class BeyondBounds extends Error {
  override readonly name = 'BeyondBounds';
  readonly kind: 'too-deep' | 'too-long';
  /** An offset in the text. */
  readonly at: number;

  constructor(kind: 'too-deep' | 'too-long', at: number) {
    super(kind);
    this.kind = kind;
    this.at = at;
  }
}

/** What the reader makes of a text: its first document, which may be faulty, and where another one begins. */
export interface Composition {
  readonly document: Document.Parsed;
  readonly second?: number;
}

/** Lists and mappings within each other. Nothing that Tobira reads goes down a tenth of it. */
const deepest = 200;
/** Words and signs, blanks and line ends too: those of some 40,000 roles. */
const most = 3_000_000;
/** Each fault is an error of its own; the first one is told. */
const mostFaults = 20;

/**
 * The one door to the reader that knows where in the text things stand: whatever the text is, it ends, in bounded memory.
 *
 * @param onToken is given all that the text is made of, comments included; the document then keeps its tokens
 * @throws BeyondBounds
 */
export function composeYaml(text: string, onToken?: (token: CST.Token) => void): Composition {
  const composer = new Composer({
    ...(onToken !== undefined && { keepSourceTokens: true }),
    prettyErrors: false,
    uniqueKeys: true,
  });
  let document: Document.Parsed | undefined;
  for (const found of composer.compose(boundedTokens(text, onToken), true, text.length)) {
    if (document !== undefined) return { document, second: found.range[0] };
    document = found;
  }
  if (document === undefined) throw new BeyondBounds('too-long', 0);
  return { document };
}

/** Aliases are bounded, so that a small file cannot fill the memory. */
export function saidBy(document: Document): unknown {
  return document.toJS({ maxAliasCount: 100 });
}

function* boundedTokens(text: string, onToken?: (token: CST.Token) => void): Generator<CST.Token, void> {
  const parser = new Parser();
  let count = 0;
  let faults = 0;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > most) throw new BeyondBounds('too-long', parser.offset);
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error' && (faults += 1) > mostFaults) continue;
      onToken?.(token);
      yield token;
    }
    if (parser.stack.length > deepest) throw new BeyondBounds('too-deep', parser.offset);
  }
  for (const token of parser.end()) {
    onToken?.(token);
    yield token;
  }
}
