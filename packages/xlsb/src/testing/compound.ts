import XLSX from '@e965/xlsx';

/** A compound file with streams of these names, as encrypted and old Office documents are. */
export function compoundBytes(names: readonly string[]): Uint8Array {
  const { CFB } = XLSX;
  const file = CFB.utils.cfb_new();
  for (const name of names) CFB.utils.cfb_add(file, name, new Uint8Array(100));
  CFB.utils.cfb_del(file, '/\u0001Sh33tJ5');
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Uint8Array);
}
