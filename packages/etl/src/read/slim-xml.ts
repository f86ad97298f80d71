const LESS = 60;
const SLASH = 47;

/**
 * Cuts an XLSX sheet part behind the last row that holds a value: blank formatted rows (a sheet may declare
 * a million of them), hyperlinks over whole columns and all else that stands behind the cells fall away.
 *
 * Works on bytes because such a part may be longer than a JavaScript string can be.
 */
export function slimXmlSheet(bytes: Uint8Array): Uint8Array {
  const prefix = elementPrefix(bytes);
  const value = Math.max(lastIndexOf(bytes, `</${prefix}v>`), lastIndexOf(bytes, `</${prefix}is>`));
  const rowEnd = `</${prefix}row>`;
  const cut = value < 0 ? -1 : indexOf(bytes, rowEnd, value);
  if (cut >= 0) {
    return join(bytes.subarray(0, cut), `${rowEnd}</${prefix}sheetData></${prefix}worksheet>`);
  }
  const data = indexOf(bytes, `<${prefix}sheetData`, 0);
  return value < 0 && data >= 0
    ? join(bytes.subarray(0, data), `<${prefix}sheetData></${prefix}sheetData></${prefix}worksheet>`)
    : bytes;
}

/** Some writers give every element a namespace prefix: `<x:worksheet>`. */
function elementPrefix(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  return head.match(/<([\w.-]+:)?worksheet[\s>]/)?.[1] ?? '';
}

function join(head: Uint8Array, tail: string): Uint8Array {
  const end = new TextEncoder().encode(tail);
  const whole = new Uint8Array(head.length + end.length);
  whole.set(head);
  whole.set(end, head.length);
  return whole;
}

function matchesAt(bytes: Uint8Array, at: number, pattern: Uint8Array): boolean {
  for (let index = 0; index < pattern.length; index++) {
    if (bytes[at + index] !== pattern[index]) return false;
  }
  return true;
}

function lastIndexOf(bytes: Uint8Array, text: string): number {
  const pattern = new TextEncoder().encode(text);
  for (let at = bytes.length - pattern.length; at >= 0; at--) {
    if (bytes[at] === LESS && bytes[at + 1] === SLASH && matchesAt(bytes, at, pattern)) return at;
  }
  return -1;
}

function indexOf(bytes: Uint8Array, text: string, from: number): number {
  const pattern = new TextEncoder().encode(text);
  for (let at = bytes.indexOf(LESS, from); at >= 0; at = bytes.indexOf(LESS, at + 1)) {
    if (matchesAt(bytes, at, pattern)) return at;
  }
  return -1;
}
