/** File systems allow 255 bytes; a character has four at most. */
const LONGEST = 60;

/** A sheet's name as a file name on every system; spaces become `_`, as the existing exports have it. */
export function uniqueFileName(name: string, taken: Set<string>): string {
  const harmless = name.replace(/[\s/\\:*?"<>|\p{Cc}\p{Cs}]+/gu, '_');
  const plain = [...harmless]
    .slice(0, LONGEST)
    .join('')
    .replace(/^\.+|\.+$/g, '_');
  const safe = /^(|con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) ? `_${plain}` : plain;
  let unique = safe;
  for (let suffix = 2; taken.has(unique.toLowerCase()); suffix++) unique = `${safe}-${suffix}`;
  taken.add(unique.toLowerCase());
  return unique;
}
