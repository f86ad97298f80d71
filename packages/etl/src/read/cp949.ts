/**
 * CP949 (Unified Hangul Code), the encoding that Korean Windows calls ANSI: EUC-KR and, in the bytes that
 * EUC-KR leaves free, the other 8,822 Hangul syllables in the order of Unicode.
 *
 * The standard's `TextDecoder('euc-kr')` covers all of it, but some engines, Node among them, only decode
 * the EUC-KR part. So that part is taken from them, and the rest follows from its rule.
 */
let table: Uint16Array | undefined;

/** Decodes CP949; undefined if a byte pair is none of it. */
export function decodeCp949(bytes: Uint8Array): string | undefined {
  table ??= buildTable();
  const units = new Uint16Array(Math.min(bytes.length, 32_768));
  let text = '';
  let used = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!;
    let unit = lead;
    if (lead >= 0x80) {
      unit = table[(lead << 8) | (bytes[++at] ?? 0)]!;
      if (unit === 0) return undefined;
    }
    units[used++] = unit;
    if (used === units.length) {
      text += String.fromCharCode(...units);
      used = 0;
    }
  }
  return text + String.fromCharCode(...units.subarray(0, used));
}

/** UTF-16 code units by byte pair; 0 where there is no character. */
function buildTable(): Uint16Array {
  const units = new Uint16Array(0x10000);
  const decoder = new TextDecoder('euc-kr');
  const known = new Set<number>();
  for (let lead = 0xa1; lead <= 0xfe; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const unit = decoder.decode(new Uint8Array([lead, trail])).charCodeAt(0);
      // Some engines also map pairs that have no character to private ones.
      if (unit >= 0xe000 && unit <= 0xf8ff) continue;
      if (unit === 0xfffd) continue;
      units[(lead << 8) | trail] = unit;
      known.add(unit);
    }
  }
  // Added to the standard after the converters of some engines were made.
  units[0xa2e6] = 0x20ac;
  units[0xa2e7] = 0xae;
  let syllable = 0xac00;
  for (let lead = 0x81; lead <= 0xc6; lead++) {
    for (let trail = 0x41; trail <= (lead <= 0xa0 ? 0xfe : 0xa0); trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue;
      while (known.has(syllable)) syllable++;
      if (syllable > 0xd7a3) return units;
      units[(lead << 8) | trail] = syllable++;
    }
  }
  return units;
}
