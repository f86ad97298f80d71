import { checkLimit } from '../check-limit';
import type { XlsbLimits } from '../limits';

/** One relationship of a part ([ECMA-376-2] 9.3): what it leads to, and as what. */
export interface Relationship {
  readonly id: string;
  /** The last word of the type's address, such as `worksheet` or `sharedStrings`. */
  readonly type: string;
  /** Name of the part that it leads to. */
  readonly part: string;
}

const ELEMENT = /<(?:[\w.-]+:)?Relationship\b[^<>]*>/g;
const ATTRIBUTE = /\s(Id|Type|Target|TargetMode)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The relationships to parts, read from the XML of a `.rels` part. Links to elsewhere are left out.
 *
 * @param rels name of the part
 * @param folder from where its targets are named
 * @throws XlsbError `TOO_LARGE`
 */
export function parseRelationships(
  xml: Uint8Array,
  rels: string,
  folder: string,
  limits: XlsbLimits,
): Relationship[] {
  const found: Relationship[] = [];
  for (const [element] of new TextDecoder().decode(xml).matchAll(ELEMENT)) {
    const attributes = new Map<string, string>();
    for (const [, name, double, single] of element.matchAll(ATTRIBUTE)) {
      attributes.set(name!, unescapeXml(double ?? single ?? ''));
    }
    const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => attributes.get(name));
    if (!id || !type || !target || attributes.get('TargetMode') === 'External') continue;
    const part = resolvePart(folder, target);
    const count = found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), part });
    checkLimit('entries', limits, count, 'There are # relationships', { part: rels });
  }
  return found;
}

/** `xl` and `../docProps/app.xml` → `docProps/app.xml` */
function resolvePart(folder: string, target: string): string {
  const steps = decodePath(target.replaceAll('\\', '/')).split('/');
  const path = steps[0] === '' ? [] : folder.split('/');
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.filter(Boolean).join('/');
}

function decodePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#x?[\da-f]{1,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = Number(name.replace('#', '').replace(/^x/i, '0x'));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
