/**
 * Text as editors and shells write it: UTF-8, or UTF-16 by its byte order mark, which Windows PowerShell 5.1 writes
 * wherever a command's output goes into a file. Without a mark, zeros tell it: no text in UTF-8 begins with one of them.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}
