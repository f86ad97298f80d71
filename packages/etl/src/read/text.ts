import { EtlError } from '../errors';
import { decodeCp949 } from './cp949';
import { notAWorkbook } from './format';
import type { ReadNote, TextEncoding } from './types';

/** A text file's text, without its byte order mark. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly notes: readonly ReadNote[];
}

/**
 * Decodes a text file. The encoding is told by the byte order mark, else by the zero bytes that UTF-16 has,
 * else it is UTF-8 if the bytes are valid UTF-8, which other text hardly ever is; else CP949.
 *
 * @throws EtlError `NOT_A_WORKBOOK` for what is no text, `TRUNCATED` if the file ends within a character
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = utf16(bytes);
  if (wide) {
    if (bytes.length % 2) throw cutOff();
    return checked(new TextDecoder(wide).decode(bytes), wide);
  }
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== undefined) return checked(utf8, 'utf-8');
  const korean = decodeCp949(bytes);
  if (korean !== undefined) return checked(korean, 'cp949');
  throw notAWorkbook('The file is neither a workbook nor text in UTF-8, UTF-16 or CP949 (EUC-KR)');
}

function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = Math.min(bytes.length & ~1, 65_536);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let at = 0; at < head; at += 2) {
    if (bytes[at] === 0) evenZeros++;
    if (bytes[at + 1] === 0) oddZeros++;
  }
  // Separators and digits have a zero half in UTF-16, so even Korean text shows them on one side only.
  if (evenZeros === 0 && oddZeros > head / 40) return 'utf-16le';
  if (oddZeros === 0 && evenZeros > head / 40) return 'utf-16be';
  return undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text: string;
  try {
    text = decoder.decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
  try {
    return text + decoder.decode();
  } catch {
    // A lone lead byte at the end may be CP949; with other characters before it, it is a cut UTF-8 file.
    if (/[\u0080-\uffff]/.test(text)) throw cutOff();
    return undefined;
  }
}

function checked(text: string, encoding: TextEncoding): DecodedText {
  if (hasControlCharacter(text)) throw notAWorkbook('The file is neither a workbook nor text');
  const replaced = encoding.startsWith('utf-16') ? text.split('\ufffd').length - 1 : 0;
  const notes: ReadNote[] = replaced
    ? [
        {
          code: 'REPLACED_CHARACTER',
          message: 'Characters that are half of a pair were read as U+FFFD',
          count: replaced,
          places: [],
        },
      ]
    : [];
  return { text, encoding, notes };
}

/** Tabs, line and page breaks, end-of-file (1A) and escape (1B) occur in texts; the others do not. */
function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && (code < 9 || (code > 13 && code !== 0x1a && code !== 0x1b))) return true;
  }
  return false;
}

function cutOff(): EtlError {
  return new EtlError({
    code: 'TRUNCATED',
    message: 'The text ends within a character',
    advice: 'The file was probably cut off while it was copied or downloaded: fetch it again.',
    retryable: true,
  });
}
